/* SPDX-License-Identifier: EUPL-1.2 */
/* The municipality of Delft: process director, and the departments whose powers and provisions a case may
 * need. It is always at the table; its reasons say which department and why. That somebody lives in Delft
 * is no reason. */
#include "plugins/common/knowledge.h"

enum { AGE, KIND, DATE, ROLE, PLACE, DOMAIN, LEVEL, DETENTION, RELEASE, PRIORITISED, PARTY, STATUS };

static const RouteField fields[] = {
    [AGE] = {"/person/age",
	     {"School attendance and youth care are for minors",
	      "Leerplicht en jeugdhulp zijn er voor minderjarigen"}},
    [KIND] = {"/incidents/*/kind",
	      {"Whether public order is at stake", "Of de openbare orde in het geding is"}},
    [DATE] = {"/incidents/*/date", {"Old incidents no longer count", "Oude incidenten tellen niet meer mee"}},
    [ROLE] = {"/incidents/*/role",
	      {"Only the person's own behaviour counts", "Alleen het eigen gedrag van de betrokkene telt"}},
    [PLACE] = {"/incidents/*/place",
	       {"Whether it happens at home: a behaviour instruction is possible then",
		"Of het thuis gebeurt: dan kan een gedragsaanwijzing"}},
    [DOMAIN] = {"/problems/*/domain", {"Which department can help", "Welke afdeling kan helpen"}},
    [LEVEL] = {"/problems/*/level",
	       {"Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem"}},
    [DETENTION] = {"/person/detention/status",
		   {"Aftercare of detainees is the municipality's task",
		    "Nazorg aan ex-gedetineerden is een taak van de gemeente"}},
    [RELEASE] = {"/person/detention/release",
		 {"When aftercare must be ready", "Wanneer de nazorg klaar moet zijn"}},
    [PRIORITISED] = {"/person/prioritised/date",
		     {"The core team's own decision on a youth",
		      "Het eigen besluit van het kernteam over een jongere"}},
    [PARTY] = {"/involved/*/party",
	       {"Whether the municipality is at work there", "Of de gemeente al betrokken is"}},
    [STATUS] = {"/involved/*/status", {"Whether that work still goes on", "Of die betrokkenheid nog loopt"}},
};

enum {
	INVOLVED,
	PUBLIC_ORDER,
	INCOME_AND_DEBTS,
	SCHOOL,
	YOUTH_CARE,
	SOCIAL_SUPPORT,
	AFTERCARE,
	PRIORITISED_YOUTH
};

static const RouteReason reasons[] = {
    [INVOLVED] = {"involved",
		  {"A municipal department is already at work in this case",
		   "Een afdeling van de gemeente is al betrokken in deze zaak"},
		  30,
		  {"covenant 1.10, 13.2e", "convenant 1.10, 13.2e"}},
    [PUBLIC_ORDER] = {"public-order",
		      {"An order of the mayor may be needed: two or more incidents, or nuisance from the home, "
		       "within a year",
		       "Een bevel van de burgemeester kan nodig zijn: twee of meer incidenten, of overlast vanuit "
		       "de woning, binnen een jaar"},
		      25,
		      {"Municipalities Act, articles 151d, 172 and 172a",
		       "Gemeentewet, artikelen 151d, 172 en 172a"}},
    [INCOME_AND_DEBTS] = {"income-and-debts",
			  {"Income or debts are a problem", "Inkomen of schulden zijn een probleem"},
			  15,
			  {"Participation Act; Municipal Debt Counselling Act",
			   "Participatiewet; Wet gemeentelijke schuldhulpverlening"}},
    [SCHOOL] = {"school-attendance",
		{"A minor for whom school is a problem", "Een minderjarige bij wie school een probleem is"},
		20,
		{"Compulsory Education Act 1969", "Leerplichtwet 1969"}},
    [YOUTH_CARE] = {"youth-care",
		    {"A minor for whom a decision on youth care may be needed",
		     "Een minderjarige voor wie een besluit over jeugdhulp nodig kan zijn"},
		    20,
		    {"Youth Act, article 2.3", "Jeugdwet, artikel 2.3"}},
    [SOCIAL_SUPPORT] = {"social-support",
			{"An adult for whom support at home or shelter may be needed",
			 "Een volwassene voor wie ondersteuning thuis of opvang nodig kan zijn"},
			15,
			{"Social Support Act 2015, article 2.3.5",
			 "Wet maatschappelijke ondersteuning 2015, artikel 2.3.5"}},
    [AFTERCARE] = {"aftercare",
		   {"The person is detained or was released within three months",
		    "De betrokkene zit vast of is korter dan drie maanden vrij"},
		   20,
		   {"Aftercare of detainees: identity papers, housing, income, debts, care",
		    "Nazorg ex-gedetineerden: identiteitsbewijs, huisvesting, inkomen, schulden, zorg"}},
    [PRIORITISED_YOUTH] = {"prioritised-youth",
			   {"The PAD core team, which the municipality chairs, prioritised this youth",
			    "Het kernteam PAD, dat de gemeente voorzit, heeft deze jongere geprioriteerd"},
			   25,
			   {"covenant 12.3e; criterion P6", "convenant 12.3e; criterium P6"}},
};

static const RoutePhrase grounds[] = {
    {"process-director",
     {"Process director under the covenant, articles 8 and 13; its tasks under the Youth, Social Support, "
      "Participation and Municipalities Acts",
      "Procesregisseur volgens het convenant, artikelen 8 en 13; taken uit Jeugdwet, Wmo 2015, "
      "Participatiewet en Gemeentewet"}},
};

enum { PROCESS, COORDINATION };

static const RoutePhrase contributions[] = {
    [PROCESS] = {"process-and-provisions",
		 {"Direction of the process, administrative powers, and provisions for income, housing, "
		  "school and support",
		  "Procesregie, bestuurlijke bevoegdheden en voorzieningen voor inkomen, wonen, school en "
		  "ondersteuning"}},
    [COORDINATION] = {"coordination",
		      {"The social team can take it on where no specialised care is involved",
		       "Het sociaal team kan dit doen als er geen gespecialiseerde zorg is"}},
};

static const RouteClause involved[] = {IS_INVOLVED (PARTY, STATUS, "gemeente-delft")};
static const RouteClause disorder[] = {
    AT_LEAST (AGE, 12), IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 12),
    IS (KIND, "nuisance", "violence", "threat", "weapon", "drugs", "arson", "vandalism")};
static const RouteClause home_nuisance[] = {IS (KIND, "nuisance", "threat", "drugs"), IS (PLACE, "home"),
					    IS (ROLE, "suspect", "self"), WITHIN_MONTHS (DATE, 12)};
static const RouteClause finances[] = {IS (DOMAIN, "finances"), AT_MOST (LEVEL, 2)};
static const RouteClause school[] = {AT_LEAST (AGE, 5), AT_MOST (AGE, 17), IS (DOMAIN, "work-education"),
				     AT_MOST (LEVEL, 2)};
static const RouteClause youth_care[] = {
    AT_MOST (AGE, 17), IS (DOMAIN, "parenting", "domestic-relations", "mental-health"), AT_MOST (LEVEL, 2)};
static const RouteClause support[] = {
    AT_LEAST (AGE, 18), IS (DOMAIN, "housing", "basic-adl", "instrumental-adl", "mental-health", "time-use"),
    AT_MOST (LEVEL, 2)};
static const RouteClause detained[] = {IS (DETENTION, "detained")};
static const RouteClause released[] = {IS (DETENTION, "released"), WITHIN_MONTHS (RELEASE, 3)};
static const RouteClause prioritised[] = {WITHIN_MONTHS (PRIORITISED, 24)};

static const ReasonRow meets[] = {
    MET (INVOLVED, 1, involved),
    MET (PUBLIC_ORDER, 2, disorder),
    MET (PUBLIC_ORDER, 1, home_nuisance),
    MET (INCOME_AND_DEBTS, 1, finances),
    MET (SCHOOL, 1, school),
    MET (YOUTH_CARE, 1, youth_care),
    MET (SOCIAL_SUPPORT, 1, support),
    MET (AFTERCARE, 1, detained),
    MET (AFTERCARE, 1, released),
    MET (PRIORITISED_YOUTH, 1, prioritised),
};

/* the process director is there whatever the case is */
static const LawfulRow lawful[] = {{0, {0}}};
static const AttendRow attends[] = {{ROUTE_ATTEND_INVITE, ROUTE_WHOLE, PROCESS, {0}}};
static const CoordinatorRow coordinates[] = {
    {ROUTE_COORDINATOR_MEDIUM,
     COORDINATION,
     {.any = REASON (INVOLVED) | REASON (YOUTH_CARE) | REASON (SOCIAL_SUPPORT)}},
    {ROUTE_COORDINATOR_LOW, COORDINATION, {0}},
};

static const Knowledge knowledge = {KNOWLEDGE_LISTS, ROUTE_LIST (coordinates)};
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "gemeente-delft", .name = {"Municipality of Delft", "Gemeente Delft"},
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_MUNICIPAL, ROUTE_LIST (fields), ROUTE_LIST (reasons),
		     ROUTE_LIST (grounds), ROUTE_LIST (contributions), .assess = assess);
