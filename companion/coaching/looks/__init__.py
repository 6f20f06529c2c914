"""Looks: wishes about the smile, met with care, facts and gentler ways; no clinic, brand or price."""
