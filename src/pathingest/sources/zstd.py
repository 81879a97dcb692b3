"""Zstandard, by a library in an extra: the only module that knows it."""

from __future__ import annotations

from typing import IO, Any, BinaryIO

from pathingest.model.errors import PathingestError

MAGIC = b"\x28\xb5\x2f\xfd"
# Frames that hold nothing of the file; the one that holds a dictionary for all others, as WARC has it, is one of them.
SKIPPED = tuple(bytes([number, 0x2A, 0x4D, 0x18]) for number in range(0x50, 0x60))
_DICTIONARY = b"\x5d\x2a\x4d\x18"
_LARGEST_DICTIONARY = 16 * 1024 * 1024  # bytes: real ones have a hundredth
_LEVEL = 3
_PIECE = 1024  # bytes that are unpacked at a time, to 32 MB at most: 4 of them may become 128 KB


class DamagedError(Exception):
    """The bytes are no Zstandard, or damaged."""


def library() -> Any:
    """The library.

    Raises:
        PathingestError: it is not installed.
    """
    try:
        import zstandard  # noqa: PLC0415  in an extra
    except ImportError:
        raise PathingestError("zstd needs zstandard: pip install 'pathingest[zstd]'") from None
    return zstandard


class Unpacker:
    """One frame, unpacked as Python's own decompressors do it: no more at a time than is wanted.

    The library gives all that its input becomes, so it is given little at a time. No two frames of one decompressor
    can be unpacked side by side.
    """

    def __init__(self, decompressor: Any) -> None:
        self._frame = decompressor.decompressobj()
        self._packed = b""
        self._ready = memoryview(b"")

    def decompress(self, data: bytes, most: int) -> bytes:
        """The next bytes, at most so many; `data` is what comes next in the file, where that is needed.

        Raises:
            DamagedError: it is no Zstandard, or damaged.
        """
        self._packed += data
        while not self._ready and self._packed and not self._frame.eof:
            piece, self._packed = self._packed[:_PIECE], self._packed[_PIECE:]
            try:
                self._ready = memoryview(self._frame.decompress(piece))
            except library().ZstdError as error:
                raise DamagedError(str(error)) from None
        found, self._ready = bytes(self._ready[:most]), self._ready[most:]
        return found

    @property
    def needs_input(self) -> bool:
        """Whether nothing comes before more of the file is known."""
        return not (self._ready or self._packed or self._frame.eof)

    @property
    def eof(self) -> bool:
        """Whether all of the frame was given."""
        return bool(self._frame.eof) and not self._ready

    @property
    def unused_data(self) -> bytes:
        """What comes after the frame, of what is known of the file."""
        return bytes(self._frame.unused_data) + self._packed


def decompressor_for(file: BinaryIO) -> Any:
    """What unpacks the frames of a file, by the dictionary that it may begin with."""
    dictionary = _dictionary_of(file)
    known = library().ZstdCompressionDict(dictionary) if dictionary else None
    return library().ZstdDecompressor(dict_data=known)


def _dictionary_of(file: BinaryIO) -> bytes:
    """The dictionary that a file begins with; empty where it has none."""
    file.seek(0)
    head = file.read(8)
    size = int.from_bytes(head[4:], "little")
    if head[:4] != _DICTIONARY or size > _LARGEST_DICTIONARY:
        return b""
    data = file.read(size)
    if not data.startswith(MAGIC):
        return data
    unpacker, found = Unpacker(library().ZstdDecompressor()), bytearray()
    try:
        while len(found) < _LARGEST_DICTIONARY and (more := unpacker.decompress(b"" if found else data, len(data))):
            found += more
    except DamagedError:
        return b""
    return bytes(found)


def writer(file: BinaryIO) -> IO[bytes]:
    """What packs all that is written to it into a file, as one frame; closing it leaves the file open."""
    found: IO[bytes] = library().ZstdCompressor(level=_LEVEL, write_checksum=True).stream_writer(file, closefd=False)
    return found
