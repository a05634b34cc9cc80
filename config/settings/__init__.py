"""Settings, one file per concern. Everything that differs between places comes from the environment."""

from config.settings.base import *
from config.settings.database import *
from config.settings.login import *
from config.settings.notices import *
from config.settings.security import *
