/* What the reader demands beyond types: sentences about several facts at once. */
#pragma once
#include "libroute/registration/record.h"

/* Checks the id, dates against each other, age against birth date, and what `sharing` points at. */
gboolean rt_record_check (RouteRegistration *registration, GError **error);
