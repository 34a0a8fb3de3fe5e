/* SPDX-License-Identifier: EUPL-1.2 */
/* What every landlord knows; landlords differ by data alone. A plugin defines LANDLORD, its party id,
 * includes this file once, and puts LANDLORD_LISTS into its descriptor. LANDLORD_THIRD, when defined,
 * names who else is needed ("university"); LANDLORD_OF_STUDENTS adds that a tenant must be studying.
 *
 * A landlord is matched on the landlord that is named, never on a neighbourhood; it reads no medical
 * facts, and sits at the table for the housing part only. */
#ifndef ROUTE_PLUGINS_LANDLORD_H
#define ROUTE_PLUGINS_LANDLORD_H

#include "plugins/common/knowledge.h"

enum { LANDLORD_IS, EVICTION, DOMAIN, LEVEL, KIND, DATE, ROLE, PLACE, BY, OUTCOME, PARTY, STATUS };

static const RouteField fields[] = {
    [LANDLORD_IS] = {"/person/housing/landlord",
		     {"Only the landlord that is named has a tenancy to speak of",
		      "Alleen de genoemde verhuurder heeft een huurrelatie"}},
    [EVICTION] = {"/person/housing/eviction",
		  {"Whether the home is about to be lost", "Of de woning verloren dreigt te gaan"}},
    [DOMAIN] = {"/problems/*/domain",
		{"Whether money, the home or daily care is the problem",
		 "Of het probleem geld, de woning of dagelijkse zorg is"}},
    [LEVEL] = {"/problems/*/level",
	       {"Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem"}},
    [KIND] = {"/incidents/*/kind",
	      {"To tell nuisance to neighbours from other incidents",
	       "Om overlast voor buren van andere incidenten te onderscheiden"}},
    [DATE] = {"/incidents/*/date", {"Old incidents no longer count", "Oude incidenten tellen niet meer mee"}},
    [ROLE] = {"/incidents/*/role",
	      {"Only the tenant's own behaviour counts", "Alleen het eigen gedrag van de huurder telt"}},
    [PLACE] = {"/incidents/*/place",
	       {"Only what happens at home concerns the tenancy", "Alleen wat thuis gebeurt raakt de huur"}},
    [BY] = {"/efforts/*/by", {"What the landlord itself tried", "Wat de verhuurder zelf heeft geprobeerd"}},
    [OUTCOME] = {"/efforts/*/outcome", {"Whether that worked", "Of dat werkte"}},
    [PARTY] = {"/involved/*/party",
	       {"Whether the landlord is at work there", "Of de verhuurder al betrokken is"}},
    [STATUS] = {"/involved/*/status", {"Whether that work still goes on", "Of die betrokkenheid nog loopt"}},
};

enum { INVOLVED, NUISANCE, ARREARS, EVICTION_COMING, NEGLECT, DRUGS, EFFORT_FAILED, STUDY };

static const RouteReason reasons[] = {
    [INVOLVED] = {"involved",
		  {"The landlord is already at work in this case",
		   "De verhuurder is al betrokken in deze zaak"},
		  40,
		  {"covenant 1.10, 13.2e", "convenant 1.10, 13.2e"}},
    [NUISANCE] = {"nuisance",
		  {"Its tenant caused nuisance, threats, stalking or violence at home within two years",
		   "Zijn huurder zorgde thuis in de afgelopen twee jaar voor overlast, bedreiging, stalking of geweld"},
		  30,
		  {"Civil Code 7:213 (a good tenant)", "Burgerlijk Wetboek 7:213 (goed huurderschap)"}},
    [ARREARS] = {"arrears",
		 {"Its tenant has problems with money", "Zijn huurder heeft problemen met geld"},
		 15,
		 {"Municipal Debt Counselling Act, early signs",
		  "Wet gemeentelijke schuldhulpverlening, vroegsignalering"}},
    [EVICTION_COMING] = {"eviction",
			 {"Eviction of its tenant is threatened or ordered",
			  "Ontruiming van zijn huurder dreigt of is uitgesproken"},
			 35,
			 {"Civil Code 7:231", "Burgerlijk Wetboek 7:231"}},
    [NEGLECT] = {"neglect",
		 {"Its tenant cannot look after the home or the household",
		  "Zijn huurder kan niet voor de woning of het huishouden zorgen"},
		 20,
		 {"Civil Code 7:213; Housing Act", "Burgerlijk Wetboek 7:213; Woningwet"}},
    [DRUGS] = {"drugs-at-home",
	       {"Drugs were made or dealt in its dwelling within two years",
		"In zijn woning zijn in de afgelopen twee jaar drugs gemaakt of verhandeld"},
	       30,
	       {"Opium Act, article 13b; Civil Code 7:231",
		"Opiumwet, artikel 13b; Burgerlijk Wetboek 7:231"}},
    [EFFORT_FAILED] = {"effort-failed",
		       {"What the landlord tried with its tenant did not work",
			"Wat de verhuurder met zijn huurder probeerde, werkte niet"},
		       25,
		       {"national framework, criterion 2", "landelijk kader, criterium 2"}},
#ifdef LANDLORD_OF_STUDENTS
    [STUDY] = {"study-stuck",
	       {"The study of its tenant is stuck or stopped, and the home goes with the study",
		"De studie van zijn huurder loopt vast of is gestopt, en de woning hoort bij de studie"},
	       15,
	       {"Civil Code 7:274d (campus contract)", "Burgerlijk Wetboek 7:274d (campuscontract)"}},
#endif
};

static const RoutePhrase grounds[] = {
    {"tenancy",
     {"Its tenancy agreement with the person, Civil Code 7:213; GDPR article 6(1)(f); no medical facts",
      "De huurovereenkomst met de betrokkene, Burgerlijk Wetboek 7:213; AVG artikel 6 lid 1 onder f; geen "
      "medische gegevens"}},
};

enum { TENANCY_FILE, ARREARS_KNOWN };

static const RoutePhrase contributions[] = {
    [ARREARS_KNOWN] = {"arrears-known",
		       {"Whether the rent is paid, and what is possible if it is not",
			"Of de huur wordt betaald, en wat mogelijk is als dat niet zo is"}},
    [TENANCY_FILE] = {"tenancy-file",
     {"The tenancy file, the measures taken and what housing solution is possible",
      "Het huurdossier, de genomen maatregelen en welke oplossing voor de woning mogelijk is"}},
};

enum { HOUSING };

static const RoutePhrase parts[] = {
    [HOUSING] = {"housing", {"the home and the tenancy", "de woning en de huur"}},
};

#define TENANT IS (LANDLORD_IS, LANDLORD)

static const RouteClause tenant[] = {TENANT};
static const RouteClause involved[] = {IS_INVOLVED (PARTY, STATUS, LANDLORD)};
static const RouteClause nuisance[] = {
    TENANT, IS (KIND, "nuisance", "threat", "violence", "vandalism", "arson", "stalking"), IS (ROLE, "suspect", "self"),
    IS (PLACE, "home"), WITHIN_MONTHS (DATE, 24)};
static const RouteClause arrears[] = {TENANT, IS (DOMAIN, "finances"), AT_MOST (LEVEL, 2)};
static const RouteClause eviction[] = {TENANT, IS (EVICTION, "threatened", "ordered")};
static const RouteClause neglect[] = {TENANT, IS (DOMAIN, "housing", "basic-adl", "instrumental-adl"),
				      AT_MOST (LEVEL, 2)};
static const RouteClause drugs[] = {TENANT, IS (KIND, "drugs"), IS (ROLE, "suspect"), IS (PLACE, "home"),
				    WITHIN_MONTHS (DATE, 24)};
#ifdef LANDLORD_OF_STUDENTS
static const RouteClause study[] = {TENANT, IS (DOMAIN, "work-education"), AT_MOST (LEVEL, 2)};
#endif
static const RouteClause failed[] = {TENANT, IS (BY, LANDLORD), IS (OUTCOME, "partial", "failed", "refused")};

static const ReasonRow meets[] = {
    MET (INVOLVED, 1, involved),        MET (NUISANCE, 1, nuisance), MET (ARREARS, 1, arrears),
    MET (EVICTION_COMING, 1, eviction), MET (NEGLECT, 1, neglect),   MET (DRUGS, 1, drugs),
    MET (EFFORT_FAILED, 1, failed),
#ifdef LANDLORD_OF_STUDENTS
    MET (STUDY, 1, study),
#endif
};

/* who registers a case as a landlord need not name itself twice: involvement stands for the tenancy */
static const LawfulRow lawful[] = {
    {0, {.all = {ROUTE_QUESTION (1, tenant)}}},
    {0, {.all = {ROUTE_QUESTION (1, involved)}}},
};
/* trouble with money need not be trouble with the rent: by itself it is for a question, not for a seat */
static const AttendRow attends[] = {
    {ROUTE_ATTEND_INVITE,
     HOUSING,
     TENANCY_FILE,
     {.any = (REASON (ROUTE_COUNT (reasons)) - 1) & ~REASON (ARREARS)}},
    {ROUTE_ATTEND_ASK, HOUSING, ARREARS_KNOWN, {.any = REASON (ARREARS)}},
};

#ifdef LANDLORD_THIRD
static const ThirdRow thirds[] = {{LANDLORD_THIRD, {.any = REASON (ROUTE_COUNT (reasons)) - 1}}};
static const Knowledge knowledge = {KNOWLEDGE_LISTS, ROUTE_LIST (thirds)};
#else
static const Knowledge knowledge = {KNOWLEDGE_LISTS};
#endif
KNOWLEDGE_ASSESS

#define LANDLORD_LISTS                                                                                       \
	.chains = ROUTE_CHAIN_HOUSING, ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds),      \
	ROUTE_LIST (contributions), ROUTE_LIST (parts), .assess = assess

#endif
