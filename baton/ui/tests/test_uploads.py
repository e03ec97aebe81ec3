"""Taking files in: no more than the limit, and nothing where the disk is full or the sender goes away."""

import errno
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http.multipartparser import MultiPartParser

from baton.ui import fields
from baton.ui.uploads import IN_MEMORY, NO_ROOM, BoundedUpload, incoming

LINE = "line"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.BATON_HOME = tmp_path
    settings.BATON_UPLOAD_MEGABYTES = 2


def read(*contents: bytes, broken: bool = False) -> list[UploadedFile]:
    """Read a request with these files, as Django does."""
    part = '--{}\r\nContent-Disposition: form-data; name="file"; filename="{}.txt"\r\n\r\n'
    body = b"".join(
        part.format(LINE, number).encode() + content + b"\r\n" for number, content in enumerate(contents)
    )
    body = body if broken else body + f"--{LINE}--\r\n".encode()
    meta = {"CONTENT_TYPE": f"multipart/form-data; boundary={LINE}", "CONTENT_LENGTH": str(len(body))}
    _, files = MultiPartParser(meta, BytesIO(body), [BoundedUpload()], "utf-8").parse()
    return files.getlist("file")


def fault(upload: UploadedFile) -> str:
    with pytest.raises(ValidationError) as refused:
        fields.FileField("Letter").clean(upload)
    return refused.value.messages[0]


def test_a_file_within_the_limit_is_given_as_it_came():
    content = b"x" * (IN_MEMORY + 1)

    (upload,) = read(content)

    assert (upload.name, upload.size, upload.read()) == ("0.txt", len(content), content)
    assert fields.FileField("Letter").clean(upload) is upload
    assert list(incoming().iterdir()) == []
    upload.close()


def test_of_one_beyond_it_nothing_is_kept_and_its_size_is_said():
    (upload,) = read(b"x" * (3 * 1024 * 1024))

    assert (upload.size, upload.read()) == (3 * 1024 * 1024, b"")
    assert fault(upload) == "The file must be smaller than 2 MB"
    upload.close()


def test_the_limit_is_that_of_all_files_together():
    first, second = read(b"x" * 1_500_000, b"y" * 1_500_000)

    assert [len(first.read()), len(second.read())] == [1_500_000, 0]
    first.close()
    second.close()


def test_a_full_disk_is_said_beside_the_field(monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.write", full)

    (upload,) = read(b"x" * 10)

    assert fault(upload) == NO_ROOM
    upload.close()


def test_another_fault_of_the_disk_is_not_hidden(monkeypatch):
    def broken(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.write", broken)

    with pytest.raises(OSError, match="Input/output"):
        read(b"x" * 10)


def test_a_handler_that_began_no_file_has_none():
    handler = BoundedUpload()

    handler.receive_data_chunk(b"x", 0)
    handler.upload_interrupted()

    assert handler.file_complete(1) is None


def test_what_was_kept_of_a_file_whose_sender_goes_away_is_thrown_away():
    handler = BoundedUpload()
    handler.new_file("file", "a.txt", "text/plain", 10)
    handler.receive_data_chunk(b"x", 0)
    kept = handler.file

    handler.upload_interrupted()

    assert kept.closed
