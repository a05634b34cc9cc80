"""Why a file is not taken, one sentence each that says what to do."""

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import Refusal


class FileRefused(Refusal):
    """A file that is not taken; stands at the field of the file."""

    code = "file_refused"
    field = "file"


class FileEmpty(FileRefused):
    """Nothing in it."""

    code = "file_empty"
    sentence = _(
        "This file is empty. Open it on your device to see what is in it, and choose the right file."
    )


class FileTooLarge(FileRefused):
    """More than the city's limit."""

    code = "file_too_large"
    sentence = _("This file is larger than {megabytes} MB. Make it smaller, or attach it in parts.")


class FileKindNotAllowed(FileRefused):
    """Neither a PDF nor a picture that we take."""

    code = "file_kind_not_allowed"
    sentence = _("We take a PDF, or a picture as PNG or JPEG. Save the document as PDF and choose that file.")


class PictureKindNotAllowed(FileRefused):
    """A photo of somebody is a picture."""

    code = "picture_kind_not_allowed"
    sentence = _("We take a photo as PNG or JPEG. Choose another file, or make a photo with your phone.")


class PictureTooSmall(FileRefused):
    """Nobody would be recognised."""

    code = "picture_too_small"
    sentence = _("This photo is too small to recognise somebody. Choose a larger one.")


class FileIsNotWhatItSays(FileRefused):
    """The name promises another kind than the content is."""

    code = "file_is_not_what_it_says"
    sentence = _(
        "The name of this file says one kind, but inside it is another. Open the document, save it anew as "
        "PDF, PNG or JPEG, and choose that file."
    )


class FileBroken(FileRefused):
    """No reader can open it to the end."""

    code = "file_broken"
    sentence = _("This file cannot be opened: it is damaged or not complete. Save or scan it again.")


class FileHasPassword(FileRefused):
    """The client and the others could not read it."""

    code = "file_has_password"
    sentence = _("This PDF asks for a password. Save it without a password, so that the client can read it.")


class FileHasPrograms(FileRefused):
    """A script, something that starts a program, or another file inside the PDF."""

    code = "file_has_programs"
    sentence = _(
        "This PDF holds a script, a form that runs, or another file inside. Print it to a new PDF and choose "
        "that one."
    )


class PictureTooBig(FileRefused):
    """More pixels than a document needs; a small file can unfold to gigabytes."""

    code = "picture_too_big"
    sentence = _(
        "This picture has more than {megapixels} million points. Make it smaller, or save it as PDF."
    )
