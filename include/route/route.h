/* libroute: advice on the weighing of registrations. The one header to include. */
#pragma once
#include <route/route-error.h>
#include <route/route-registration.h>
#include <route/route-advice.h>
#include <route/route-engine.h>
