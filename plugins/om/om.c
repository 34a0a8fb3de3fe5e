/* SPDX-License-Identifier: EUPL-1.2 */
/* The public prosecution service: criminal cases, sentences with conditions, and petitions for compulsory
 * care. */
#include "plugins/common/knowledge.h"

enum { KIND, DATE, ROLE, SEVERITY, AGE, MEASURE, DETENTION, PRIORITISED, PARTY, STATUS };

static const RouteField fields[] = {
    [KIND] = {"/incidents/*/kind",
	      {"To tell offences from nuisance and distress",
	       "Om strafbare feiten, overlast en nood te onderscheiden"}},
    [DATE] = {"/incidents/*/date", {"Old incidents no longer count", "Oude incidenten tellen niet meer mee"}},
    [ROLE] = {"/incidents/*/role",
	      {"Only a suspect can be prosecuted", "Alleen een verdachte kan worden vervolgd"}},
    [SEVERITY] = {"/incidents/*/severity",
		  {"Whether it was a serious offence: light violence by itself is none",
		   "Of het een ernstig feit was: licht geweld op zichzelf is dat niet"}},
    [AGE] = {"/person/age", {"Nobody under twelve is prosecuted", "Niemand onder de twaalf wordt vervolgd"}},
    [MEASURE] = {"/person/measures/*/kind",
		 {"Sentences with conditions and petitions for compulsory care",
		  "Straffen met voorwaarden en verzoeken om verplichte zorg"}},
    [DETENTION] = {"/person/detention/status",
		   {"Whether a criminal case keeps the person detained",
		    "Of de betrokkene vastzit voor een strafzaak"}},
    [PRIORITISED] = {"/person/prioritised/date",
		     {"The core team's own decision on a youth",
		      "Het eigen besluit van het kernteam over een jongere"}},
    [PARTY] = {"/involved/*/party", {"Whether the service is at work there", "Of het OM al betrokken is"}},
    [STATUS] = {"/involved/*/status", {"Whether that work still goes on", "Of die betrokkenheid nog loopt"}},
};

enum {
	INVOLVED,
	OPEN_CASE,
	REPEAT_OFFENCES,
	SERIOUS_OFFENCE,
	SENTENCE,
	DETAINED,
	COMPULSORY_CARE,
	PRIORITISED_YOUTH
};

static const RouteReason reasons[] = {
    [INVOLVED] = {"involved",
		  {"The public prosecution service is already at work in this case",
		   "Het Openbaar Ministerie is al betrokken in deze zaak"},
		  40,
		  {"covenant 1.10, 13.2e", "convenant 1.10, 13.2e"}},
    [OPEN_CASE] = {"open-case",
		   {"Suspect of an offence within a year: a criminal case may be open",
		    "Binnen een jaar verdachte van een strafbaar feit: er kan een strafzaak lopen"},
		   10,
		   {"Code of Criminal Procedure, article 167", "Wetboek van Strafvordering, artikel 167"}},
    [REPEAT_OFFENCES] = {"repeat-offences",
			 {"Two or more offences as a suspect within a year, light violence and threats aside",
			  "Twee of meer strafbare feiten als verdachte binnen een jaar, licht geweld en "
			  "lichte bedreiging niet meegeteld"},
			 25,
			 {"Code of Criminal Procedure, article 167",
			  "Wetboek van Strafvordering, artikel 167"}},
    [SERIOUS_OFFENCE] =
	{"serious-offence",
	 {"Suspect of a weapon, robbery, burglary, arson, stalking, a sexual offence or another serious offence "
	  "within two years",
	  "In de afgelopen twee jaar verdachte van wapenbezit, beroving, inbraak, brandstichting, stalking, "
	  "een zedenfeit of een ander ernstig feit"},
	 35,
	 {"Criminal Code; Weapons and Ammunition Act; criterion P2",
	  "Wetboek van Strafrecht; Wet wapens en munitie; criterium P2"}},
    [SENTENCE] = {"sentence",
		  {"A sentence, order or measure with conditions is running",
		   "Er loopt een straf, bevel of maatregel met voorwaarden"},
		  35,
		  {"Criminal Code, article 14c; Code of Criminal Procedure, article 509hh",
		   "Wetboek van Strafrecht, artikel 14c; Wetboek van Strafvordering, artikel 509hh"}},
    [DETAINED] = {"detained",
		  {"The person is detained", "De betrokkene zit vast"},
		  20,
		  {"Code of Criminal Procedure, articles 63 and 80",
		   "Wetboek van Strafvordering, artikelen 63 en 80"}},
    [COMPULSORY_CARE] = {"compulsory-care",
			 {"Compulsory care is being considered or running",
			  "Verplichte zorg wordt overwogen of loopt"},
			 20,
			 {"Compulsory Mental Healthcare Act, article 5:1",
			  "Wet verplichte ggz, artikel 5:1"}},
    [PRIORITISED_YOUTH] = {"prioritised-youth",
			   {"The PAD core team, of which the service is a member, prioritised this youth",
			    "Het kernteam PAD, waar het OM lid van is, heeft deze jongere geprioriteerd"},
			   20,
			   {"covenant 12.3e; criterion P6", "convenant 12.3e; criterium P6"}},
};

static const RoutePhrase grounds[] = {
    {"criminal-data-act",
     {"Judicial and Criminal Data Act, article 39f: supply for the prevention of offences and for public "
      "order",
      "Wet justitiële en strafvorderlijke gegevens, artikel 39f: verstrekking om strafbare feiten te "
      "voorkomen en voor de openbare orde"}},
};

enum { CASE, KNOWN };

static const RoutePhrase contributions[] = {
    [CASE] =
    {"criminal-case",
     {"The state of the criminal case, possible conditions and their timing",
      "De stand van de strafzaak, mogelijke voorwaarden en het moment daarvan"}},
    [KNOWN] = {"known",
	       {"Whether a criminal case is open, and what will be done with it",
		"Of er een strafzaak loopt, en wat daarmee gebeurt"}},
};

/* nuisance by itself, distress, and what other tables deal with are no reason to prosecute */
#define OFFENCE                                                                                              \
	IS_NOT (KIND, "nuisance", "confused-behaviour", "suicidal", "radicalisation", "trafficking", "other")

static const RouteClause involved[] = {IS_INVOLVED (PARTY, STATUS, "om")};
static const RouteClause offences[] = {AT_LEAST (AGE, 12), IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 12),
				       OFFENCE};
/* a push at home is often no criminal case: of violence and threats the severity decides, not the word */
#define VIOLENCE "violence", "threat", "domestic-violence", "child-abuse"
static const RouteClause others[] = {
    AT_LEAST (AGE, 12), IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 12), OFFENCE, IS_NOT (KIND, VIOLENCE)};
static const RouteClause not_light[] = {AT_LEAST (AGE, 12), IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 12),
					OFFENCE, IS (SEVERITY, "serious", "high-impact")};
static const RouteClause grave[] = {AT_LEAST (AGE, 12), IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 24),
				    IS (KIND, "weapon", "robbery", "burglary", "arson", "sexual",
					"stalking")};
static const RouteClause serious[] = {
    AT_LEAST (AGE, 12), IS (ROLE, "suspect"), IS (SEVERITY, "serious", "high-impact"),
    WITHIN_MONTHS (DATE, 24),
    IS_NOT (KIND, "confused-behaviour", "suicidal", "radicalisation", "trafficking")};
static const RouteClause sentence[] = {IS (MEASURE, "conditional-sentence", "behaviour-order",
					   "restraining-order", "probation", "youth-probation", "isd",
					   "tbs")};
/* a child of eight with a sentence, or detained, is a mistake in the facts and no case for the prosecutor */
static const RouteClause of_age[] = {AT_LEAST (AGE, 12)};
static const RouteClause detained[] = {IS (DETENTION, "detained")};
static const RouteClause compulsory[] = {
    IS (MEASURE, "care-authorisation", "crisis-measure", "compulsory-care-application")};
static const RouteClause prioritised[] = {WITHIN_MONTHS (PRIORITISED, 24)};

static const ReasonRow meets[] = {
    MET (INVOLVED, 1, involved),          MET (OPEN_CASE, 1, offences),
    MET (REPEAT_OFFENCES, 2, others),     MET (REPEAT_OFFENCES, 2, not_light),
    MET (SERIOUS_OFFENCE, 1, grave),      MET (SERIOUS_OFFENCE, 1, serious),
    {SENTENCE, {.all = {ROUTE_QUESTION (1, sentence), ROUTE_QUESTION (1, of_age)}}},
    {DETAINED, {.all = {ROUTE_QUESTION (1, detained), ROUTE_QUESTION (1, of_age)}}},
    MET (COMPULSORY_CARE, 1, compulsory), MET (PRIORITISED_YOUTH, 1, prioritised),
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

static const LawfulRow lawful[] = {{0, {.any = ANY_REASON}}};
/* one offence that is not grave may have no case at all: ask */
static const AttendRow attends[] = {
    {ROUTE_ATTEND_INVITE, ROUTE_WHOLE, CASE, {.any = ANY_REASON & ~REASON (OPEN_CASE)}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, {.any = REASON (OPEN_CASE)}},
};

static const Knowledge knowledge = {KNOWLEDGE_LISTS};
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "om", .name = {"Public Prosecution Service", "Openbaar Ministerie"},
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_JUSTICE,
		     ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds),
		     ROUTE_LIST (contributions), .assess = assess);
