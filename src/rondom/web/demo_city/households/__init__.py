"""About 300 other households: every stage, every neighbourhood, so that the city looks alive."""

from rondom.web.demo_city.households.city import fill

__all__ = ["fill"]
