"""`rondom setup FILE.yml`: a city as data, read strictly and applied all at once."""

from rondom.web.setup_file.loading import SetupReport, load_setup, read_city
from rondom.web.setup_file.refusals import SetupInvalid

__all__ = ["SetupInvalid", "SetupReport", "load_setup", "read_city"]
