/* SPDX-License-Identifier: EUPL-1.2 */
/* The police: safety, public order, and the picture that its reports draw. Without incidents it has no
 * place at the table. */
#include "plugins/common/knowledge.h"

enum { KIND, DATE, ROLE, GROUP, AGE, PARTY, STATUS, THREATS };

static const RouteField fields[] = {
    [KIND] = {"/incidents/*/kind",
	      {"To tell offences from nuisance and distress",
	       "Om strafbare feiten, overlast en nood te onderscheiden"}},
    [DATE] = {"/incidents/*/date", {"Old incidents no longer count", "Oude incidenten tellen niet meer mee"}},
    [ROLE] = {"/incidents/*/role",
	      {"Only the person's own behaviour counts", "Alleen het eigen gedrag van de betrokkene telt"}},
    [GROUP] = {"/incidents/*/group",
	       {"Nuisance in a group asks for the local officer's picture",
		"Overlast in een groep vraagt om het beeld van de wijkagent"}},
    [AGE] = {"/person/age", {"Nobody under twelve is a suspect", "Niemand onder de twaalf is verdachte"}},
    [PARTY] = {"/involved/*/party",
	       {"Whether the police are at work there", "Of de politie al betrokken is"}},
    [STATUS] = {"/involved/*/status", {"Whether that work still goes on", "Of die betrokkenheid nog loopt"}},
    [THREATS] = {"/plan/threats_to_officials",
		 {"The safety of those who visit the person",
		  "De veiligheid van wie bij de betrokkene komt"}},
};

enum {
	INVOLVED,
	SUSPECT,
	REPEAT_INCIDENTS,
	VIOLENCE,
	GROUP_NUISANCE,
	CONFUSED_REPORTS,
	FAMILY_VIOLENCE,
	OFFICIALS
};

static const RouteReason reasons[] = {
    [INVOLVED] = {"involved",
		  {"The police are already at work in this case", "De politie is al betrokken in deze zaak"},
		  40,
		  {"covenant 1.10, 13.2e", "convenant 1.10, 13.2e"}},
    [SUSPECT] = {"suspect",
		 {"Recently a suspect of an offence",
		  "Onlangs verdachte van een strafbaar feit"},
		 10,
		 {"Police Act 2012, article 3", "Politiewet 2012, artikel 3"}},
    [REPEAT_INCIDENTS] = {"repeat-incidents",
			  {"Recently twice or more a suspect in incidents",
			   "Onlangs twee keer of vaker verdachte bij incidenten"},
			  30,
			  {"Police Act 2012, article 3; criterion P2",
			   "Politiewet 2012, artikel 3; criterium P2"}},
    [VIOLENCE] = {"weapon-or-violence",
		  {"Suspect of violence, threat, a weapon, robbery, burglary, arson or a sexual offence within "
		   "two years",
		   "In de afgelopen twee jaar verdachte van geweld, bedreiging, wapenbezit, beroving, inbraak, "
		   "brandstichting of een zedenfeit"},
		  35,
		  {"Police Act 2012, article 3; Weapons and Ammunition Act",
		   "Politiewet 2012, artikel 3; Wet wapens en munitie"}},
    [GROUP_NUISANCE] = {"group-nuisance",
			{"Took part in nuisance or offences of a group within two years",
			 "Deed in de afgelopen twee jaar mee aan overlast of strafbare feiten van een groep"},
			20,
			{"criterion P4", "criterium P4"}},
    [CONFUSED_REPORTS] = {"confused-reports",
			  {"Two or more reports of confused or suicidal behaviour within a year",
			   "Twee of meer meldingen van verward of suïcidaal gedrag binnen een jaar"},
			  20,
			  {"Police Act 2012, article 3 (help to those who need it)",
			   "Politiewet 2012, artikel 3 (hulp aan wie die behoeft)"}},
    [FAMILY_VIOLENCE] =
	{"family-violence",
	 {"Domestic violence, child abuse or stalking within two years, in whatever role",
	  "In de afgelopen twee jaar huiselijk geweld, kindermishandeling of stalking, in welke rol ook"},
	 25,
	 {"Temporary Restraining Order Act", "Wet tijdelijk huisverbod"}},
    [OFFICIALS] = {"officials-threatened",
		   {"Officials or professionals are threatened",
		    "Medewerkers of hulpverleners worden bedreigd"},
		   30,
		   {"national framework, scaling up", "landelijk kader, opschaling"}},
};

static const RoutePhrase grounds[] = {
    {"police-data-act",
     {"Police Data Act, article 20: supply to a partnership, as far as necessary for public order and help",
      "Wet politiegegevens, artikel 20: verstrekking aan een samenwerkingsverband, voor zover nodig voor "
      "openbare orde en hulpverlening"}},
};

enum { PICTURE, KNOWN };

static const RoutePhrase contributions[] = {
    [PICTURE] = {"incident-picture",
     {"The incidents as far as necessary, the risk, the local officer's picture and agreements on alerts",
      "De incidenten voor zover nodig, het risico, het beeld van de wijkagent en afspraken over "
      "signalering"}},
    [KNOWN] = {"known",
	       {"Whether there is more than this one offence that matters here",
		"Of er meer speelt dan dit ene feit dat hier van belang is"}},
};

enum { REPEAT_MONTHS };

static const RouteSetting settings[] = {
    [REPEAT_MONTHS] = {"repeat-months",
		       {"Months in which repeated incidents count",
			"Maanden waarbinnen herhaalde incidenten tellen"},
		       12,
		       1,
		       24},
};

/* radicalisation and trafficking are for other tables and count nowhere; distress is no offence */
static const RouteClause involved[] = {IS_INVOLVED (PARTY, STATUS, "politie")};
static const RouteClause repeated[] = {
    AT_LEAST (AGE, 12), IS (ROLE, "suspect"), WITHIN_MONTHS_SET (DATE, REPEAT_MONTHS),
    IS_NOT (KIND, "confused-behaviour", "suicidal", "radicalisation", "trafficking", "other")};
/* nuisance by itself is no offence; a pattern of it is the reason above */
static const RouteClause suspect[] = {
    AT_LEAST (AGE, 12), IS (ROLE, "suspect"), WITHIN_MONTHS_SET (DATE, REPEAT_MONTHS),
    IS_NOT (KIND, "nuisance", "confused-behaviour", "suicidal", "radicalisation", "trafficking", "other")};
static const RouteClause violence[] = {
    AT_LEAST (AGE, 12), IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 24),
    IS (KIND, "violence", "threat", "weapon", "robbery", "burglary", "arson", "sexual")};
static const RouteClause grouped[] = {AT_LEAST (AGE, 12), IS (ROLE, "suspect"), IS_TRUE (GROUP),
				      WITHIN_MONTHS (DATE, 24),
				      IS_NOT (KIND, "radicalisation", "trafficking")};
static const RouteClause confused[] = {IS (KIND, "confused-behaviour", "suicidal"),
				       IS (ROLE, "self", "suspect"), WITHIN_MONTHS (DATE, 12)};
static const RouteClause family[] = {IS (KIND, "domestic-violence", "child-abuse", "stalking"),
				     WITHIN_MONTHS (DATE, 24)};
static const RouteClause threats[] = {IS_TRUE (THREATS)};

static const ReasonRow meets[] = {
    MET (INVOLVED, 1, involved),          MET (SUSPECT, 1, suspect),
    MET (REPEAT_INCIDENTS, 2, repeated),  MET (VIOLENCE, 1, violence),
    MET (GROUP_NUISANCE, 1, grouped),     MET (CONFUSED_REPORTS, 2, confused),
    MET (FAMILY_VIOLENCE, 1, family),     MET (OFFICIALS, 1, threats),
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

static const LawfulRow lawful[] = {{0, {.any = ANY_REASON}}};
/* one offence that is not grave is reason to ask, no more */
static const AttendRow attends[] = {
    {ROUTE_ATTEND_INVITE, ROUTE_WHOLE, PICTURE, {.any = ANY_REASON & ~REASON (SUSPECT)}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, {.any = REASON (SUSPECT)}},
};

static const Knowledge knowledge = {KNOWLEDGE_LISTS};
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "politie", .name = {"Police", "Politie"}, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_JUSTICE, ROUTE_LIST (fields), ROUTE_LIST (reasons),
		     ROUTE_LIST (grounds), ROUTE_LIST (contributions), ROUTE_LIST (settings),
		     .assess = assess);
