/* The fields of an entry in the register of algorithms, and what the publication standard takes in each. */
#pragma once
#include "libroute/route-engine-private.h"
#include "routectl/cli.h"

typedef enum {
	RT_REGISTER_LINE,
	RT_REGISTER_MONTH,
	RT_REGISTER_CONTACT,
	RT_REGISTER_LINK,
	RT_REGISTER_WORD,
	RT_REGISTER_NAMES,
	RT_REGISTER_LINKS
} RtRegisterKind;

typedef enum { RT_REGISTER_MUST, RT_REGISTER_SHOWN, RT_REGISTER_MAY } RtRegisterNeed;

typedef struct {
	const char *json, *key, *title;
	RtRegisterKind kind;
	guint most; /* characters, or items of a list */
	RtRegisterNeed need;
} RtRegisterField;

enum {
#define FIELD(json, key, title, kind, most, need) RT_REGISTER_FIELD_##json,
#include "routectl/register-fields.def"
#undef FIELD
	RT_REGISTER_N_FIELDS
};
extern const RtRegisterField rt_register_fields[RT_REGISTER_N_FIELDS];

/* Index of the field with a key, or -1: `stand-in` is none. */
int rt_register_find (const char *key);
/* A value over several lines as one text. Returns: (transfer full) */
char *rt_register_line (const char *text);
/* What is wrong with a value, in the language of the command; NULL when nothing is. Returns: (transfer full) */
char *rt_register_wrong (const RtCli *cli, const RtRegisterField *field, const char *value);
/* Tells what is wrong with the values that the rules name, for `routectl check`. What is missing is for who publishes. */
void rt_register_check (const RtCli *cli, const RouteEngine *engine, GPtrArray *findings);
