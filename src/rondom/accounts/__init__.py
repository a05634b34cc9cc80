"""Accounts: the bridge from a login to a professional, a resident or nobody.

An account holds no rights. It says who somebody is; what they may do follows from the working
role and the relation to a household.
"""
