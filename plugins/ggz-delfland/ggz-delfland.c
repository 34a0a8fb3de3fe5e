/* SPDX-License-Identifier: EUPL-1.2 */
/* GGZ Delfland: severe psychiatric disorders, from children to the elderly. Where it does not treat, it is
 * asked and not invited. */
#include "plugins/common/knowledge.h"

enum { CONDITION, KIND, DATE, ROLE, MEASURE, MEASURE_BY, DOMAIN, LEVEL, OUTCOME, PARTY, STATUS };

static const RouteField fields[] = {
    [CONDITION] = {"/person/conditions/*/kind",
		   {"Whether there is a disorder that it treats",
		    "Of er een stoornis is die de instelling behandelt"}},
    [KIND] = {"/incidents/*/kind",
	      {"Reports of confused or suicidal behaviour only",
	       "Alleen meldingen van verward of suïcidaal gedrag"}},
    [DATE] = {"/incidents/*/date", {"Old reports no longer count", "Oude meldingen tellen niet meer mee"}},
    [ROLE] = {"/incidents/*/role",
	      {"Only the person's own behaviour counts", "Alleen het eigen gedrag van de betrokkene telt"}},
    [MEASURE] = {"/person/measures/*/kind",
		 {"Whether compulsory care is considered or running",
		  "Of verplichte zorg wordt overwogen of loopt"}},
    [MEASURE_BY] = {"/person/measures/*/by",
		    {"Whether the institution carries it out itself", "Of de instelling die zelf uitvoert"}},
    [DOMAIN] = {"/problems/*/domain",
		{"Whether mental health is a problem", "Of geestelijke gezondheid een probleem is"}},
    [LEVEL] = {"/problems/*/level",
	       {"Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem"}},
    [OUTCOME] = {"/efforts/*/outcome", {"Whether help is refused", "Of hulp wordt geweigerd"}},
    [PARTY] = {"/involved/*/party",
	       {"Whether the institution treats the person", "Of de instelling de betrokkene behandelt"}},
    [STATUS] = {"/involved/*/status",
		{"Whether that treatment still goes on", "Of die behandeling nog loopt"}},
};

enum { INVOLVED, PSYCHIATRY, CONFUSED, SUICIDAL, COMPULSORY_CARE, CARE_AVOIDANCE, DEMENTIA, ACUTE };

static const RouteReason reasons[] = {
    [INVOLVED] = {"involved",
		  {"The institution treats the person, or the treatment got stuck",
		   "De instelling behandelt de betrokkene, of die behandeling is vastgelopen"},
		  40,
		  {"covenant 1.10, 13.2e", "convenant 1.10, 13.2e"}},
    [PSYCHIATRY] = {"psychiatry",
		    {"There is an established psychiatric disorder",
		     "Er is een vastgestelde psychiatrische stoornis"},
		    30,
		    {"Care institution's task; Compulsory Mental Healthcare Act",
		     "Taak van de instelling; Wet verplichte ggz"}},
    [CONFUSED] = {"confused-behaviour",
		  {"Two or more reports of confused behaviour within a year",
		   "Twee of meer meldingen van verward gedrag binnen een jaar"},
		  25,
		  {"Agreement of police, municipality and institution on confused persons",
		   "Afspraak van politie, gemeente en instelling over verwarde personen"}},
    [SUICIDAL] = {"suicidal",
		  {"The person was suicidal within the last year",
		   "De betrokkene was het afgelopen jaar suïcidaal"},
		  35,
		  {"Care institution's task (crisis service)", "Taak van de instelling (crisisdienst)"}},
    [COMPULSORY_CARE] = {"compulsory-care",
			 {"Compulsory care is being considered or running",
			  "Verplichte zorg wordt overwogen of loopt"},
			 35,
			 {"Compulsory Mental Healthcare Act, articles 5:1 and 7:1",
			  "Wet verplichte ggz, artikelen 5:1 en 7:1"}},
    [CARE_AVOIDANCE] = {"care-avoidance",
			{"Mental health is a problem and help is refused",
			 "Geestelijke gezondheid is een probleem en hulp wordt geweigerd"},
			20,
			{"Assertive outreach, Social Support Act 2015",
			 "Bemoeizorg, Wet maatschappelijke ondersteuning 2015"}},
    [DEMENTIA] = {"dementia",
		  {"There is an established dementia", "Er is een vastgestelde dementie"},
		  15,
		  {"Care and Compulsion Act", "Wet zorg en dwang"}},
    [ACUTE] = {"acute-mental-health",
	       {"A professional calls the mental health acute (level 1)",
		"Een professional noemt de geestelijke gezondheid acuut (niveau 1)"},
	       25,
	       {"Care institution's task; Compulsory Mental Healthcare Act",
		"Taak van de instelling; Wet verplichte ggz"}},
};

static const RoutePhrase grounds[] = {
    {"medical-secrecy",
     {"Civil Code 7:457 and the Compulsory Mental Healthcare Act: presence, and only what medical secrecy "
      "leaves room for",
      "Burgerlijk Wetboek 7:457 en Wet verplichte ggz: aanwezigheid, en alleen wat het beroepsgeheim "
      "toelaat"}},
};

enum { TREATMENT, KNOWN, COORDINATION };

static const RoutePhrase contributions[] = {
    [TREATMENT] = {"treatment",
		   {"Treatability, options for compulsory care and the crisis plan, as far as secrecy allows",
		    "Behandelbaarheid, mogelijkheden voor verplichte zorg en het crisisplan, voor zover het "
		    "beroepsgeheim dat toelaat"}},
    [KNOWN] = {"known",
	       {"Whether the person is known, and what outreach or assessment it can offer",
		"Of de betrokkene bekend is, en welke bemoeizorg of beoordeling mogelijk is"}},
    [COORDINATION] = {"coordination",
		      {"It gives the care that weighs most in this case",
		       "De instelling geeft de zorg die in deze zaak het zwaarst weegt"}},
};

static const RouteClause involved[] = {IS_INVOLVED (PARTY, STATUS, "ggz-delfland")};
static const RouteClause carries_out[] = {IS (MEASURE_BY, "ggz-delfland"),
					  IS (MEASURE, "care-authorisation", "crisis-measure")};
static const RouteClause psychiatric[] = {IS (CONDITION, "psychiatric")};
static const RouteClause confused[] = {IS (KIND, "confused-behaviour"), IS (ROLE, "self", "suspect"),
				       WITHIN_MONTHS (DATE, 12)};
static const RouteClause suicidal[] = {IS (KIND, "suicidal"), IS (ROLE, "self"), WITHIN_MONTHS (DATE, 12)};
static const RouteClause compulsory[] = {
    IS (MEASURE, "care-authorisation", "crisis-measure", "compulsory-care-application")};
static const RouteClause mental_health[] = {IS (DOMAIN, "mental-health"), AT_MOST (LEVEL, 2)};
static const RouteClause acute[] = {IS (DOMAIN, "mental-health"), AT_MOST (LEVEL, 1)};
static const RouteClause refused[] = {IS (OUTCOME, "refused")};
static const RouteClause dementia[] = {IS (CONDITION, "dementia")};

static const ReasonRow meets[] = {
    MET (INVOLVED, 1, involved),
    MET (INVOLVED, 1, carries_out),
    MET (PSYCHIATRY, 1, psychiatric),
    MET (CONFUSED, 2, confused),
    MET (SUICIDAL, 1, suicidal),
    MET (COMPULSORY_CARE, 1, compulsory),
    {CARE_AVOIDANCE, {.all = {ROUTE_QUESTION (1, mental_health), ROUTE_QUESTION (1, refused)}}},
    MET (DEMENTIA, 1, dementia),
    MET (ACUTE, 1, acute),
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

/* a suspicion is reason to ask, on the ground it would have */
static const LawfulRow lawful[] = {
    {0, {.any = ANY_REASON}},
    {0, {.perhaps = ROUTE_QUESTION (1, psychiatric)}},
    {0, {.perhaps = ROUTE_QUESTION (1, dementia)}},
};
static const AttendRow attends[] = {
    {ROUTE_ATTEND_INVITE, ROUTE_WHOLE, TREATMENT, {.any = REASON (INVOLVED)}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, {.any = ANY_REASON}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, {.perhaps = ROUTE_QUESTION (1, psychiatric)}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, {.perhaps = ROUTE_QUESTION (1, dementia)}},
};
/* the first candidate where psychiatry is the core */
static const CoordinatorRow coordinates[] = {
    {ROUTE_COORDINATOR_HIGH,
     COORDINATION,
     {.any = REASON (PSYCHIATRY) | REASON (COMPULSORY_CARE) | REASON (CONFUSED),
      .all = {ROUTE_QUESTION (1, involved)}}},
    {ROUTE_COORDINATOR_MEDIUM, COORDINATION, {.any = REASON (INVOLVED)}},
};

static const Knowledge knowledge = {KNOWLEDGE_LISTS, ROUTE_LIST (coordinates)};
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "ggz-delfland", .name = {"GGZ Delfland (mental health care)", "GGZ Delfland"},
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_CARE,
		     ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds),
		     ROUTE_LIST (contributions), .assess = assess);
