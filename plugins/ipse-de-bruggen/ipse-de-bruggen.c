/* SPDX-License-Identifier: EUPL-1.2 */
/* Ipse de Bruggen, care for people with an intellectual disability; its unit for children and youths signed the
 * covenant. */
#define DISABILITY_PARTY "ipse-de-bruggen"
#define DISABILITY_KINDS "mild-intellectual-disability", "intellectual-disability"
#define DISABILITY_CONTRIBUTION                                                                              \
	{                                                                                                    \
		"An approach at the level the person can follow, treatment and stay",                        \
		    "Een aanpak op het niveau van de betrokkene, behandeling en verblijf"                    \
	}
#define DISABILITY_COORDINATOR ROUTE_COORDINATOR_MEDIUM
#include "plugins/common/disability.h"

ROUTE_PLUGIN_DEFINE (.party = DISABILITY_PARTY,
		     .name = {"Ipse de Bruggen (disability care)", "Ipse de Bruggen"}, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_CARE, DISABILITY_LISTS);
