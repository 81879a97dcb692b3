# The tool on a folder of yours: docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/work" pathingest lint
FROM python:3.13-slim-bookworm

COPY requirements/run.txt /source/requirements/run.txt
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement /source/requirements/run.txt

COPY pyproject.toml README.md LICENSE hatch_build.py /source/
COPY src /source/src
COPY schemas /source/schemas
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation /source \
    && rm -rf /source

WORKDIR /work
USER 1000:1000
ENTRYPOINT ["pathingest"]
CMD ["--help"]
