"""The vocabulary: frozen values that pass between stages. Imports nothing else of this project."""
