"""`python -m pathingest`."""

from pathingest.cli import main

if __name__ == "__main__":
    main()
