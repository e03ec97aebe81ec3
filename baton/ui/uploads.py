"""How a file is taken in: no more of it is kept than an installation takes, and nothing of it when the page is gone.

What is sent is counted while it is read. Beyond the limit it is read on and thrown away, so that the page can answer and
say what is wrong beside the field; the limit holds for all files of one page together. A file lies without a name in
`BATON_HOME/incoming`, so a program that is killed leaves nothing behind.
"""

import errno
import tempfile
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

IN_MEMORY = 1024 * 1024
"""Bytes of a file that are kept in memory before a disk is asked (ours)."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
NO_ROOM = (
    "There is no room left to take this file, so nothing was saved. "
    "Tell whoever looks after this system, and try again later."
)


def incoming() -> Path:
    """Return the folder for files that are being written: not backed up, on the same disk as those that are."""
    folder = Path(settings.BATON_HOME) / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


class Upload(UploadedFile):
    """A file that was sent. `size` is what was sent, also where no more than the limit was kept; `is_lost` says that the
    disk was full.
    """

    is_lost = False


class BoundedUpload(FileUploadHandler):
    """Takes the files of one request in, up to `BATON_UPLOAD_MEGABYTES` of all of them together."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.most = settings.BATON_UPLOAD_MEGABYTES * 1024 * 1024
        self.kept = 0
        self.is_lost = False
        self.file: IO[bytes] | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        # Django closes it with the request.
        self.file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(incoming()))  # noqa: SIM115
        self.is_lost = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, while there is room for it."""
        self.kept += len(raw_data)
        if self.file is None or self.is_lost or self.kept > self.most:
            return
        try:
            self.file.write(raw_data)
        except OSError as problem:
            if problem.errno not in FULL:
                self.file.close()
                raise
            self.is_lost = True

    def file_complete(self, file_size: int) -> Upload | None:
        """Give the file; one that was too large is empty but for its size."""
        if self.file is None:
            return None
        if self.kept > self.most or self.is_lost:
            self.file.close()
            self.file = BytesIO()
        self.file.seek(0)
        upload = Upload(self.file, self.file_name, self.content_type, file_size, self.charset)
        upload.is_lost = self.is_lost
        return upload

    def upload_interrupted(self) -> None:
        """Throw away what was kept of a file whose sender went away."""
        if self.file is not None:
            self.file.close()
