"""Holds files that are sent in memory. Django's own way writes what is large to a folder, in the clear."""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class MemoryOnly(FileUploadHandler):
    """The site's only upload handler: nothing touches a disk, and no request fills the memory.

    All files of one request together get `UPLOAD_KEPT_BYTES`. What comes after is counted and let go, so that
    the form can still say in a sentence that the file is too large: `size` is then more than the content.
    """

    def __init__(self, request: object = None) -> None:
        super().__init__(request)  # type: ignore[arg-type]
        self.room: int = settings.UPLOAD_KEPT_BYTES
        self.kept = BytesIO()

    def new_file(self, *args: object, **kwargs: object) -> None:
        """A next file begins."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep what there is room for."""
        del start
        taken = raw_data[: self.room]
        self.kept.write(taken)
        self.room -= len(taken)
        return None

    def file_complete(self, file_size: int) -> UploadedFile:
        """The file, with the size that was sent."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=None,  # the browser's word, which nobody here should believe
            size=file_size,
            charset=None,
        )
