#include "libroute/util/name-table.h"

#define FEWEST_SLOTS 8u

static RtTableName *
free_slots (guint n)
{
	RtTableName *slots = g_new0 (RtTableName, n);
	for (guint i = 0; i < n; i++)
		slots[i].number = -1;
	return slots;
}

RtNameTable *
rt_name_table_new (void)
{
	RtNameTable *self = g_new0 (RtNameTable, 1);
	self->n_slots = FEWEST_SLOTS;
	self->slots = free_slots (self->n_slots);
	return self;
}

void
rt_name_table_free (RtNameTable *self)
{
	g_free (self->slots);
	g_free (self);
}

static void
put (RtNameTable *self, RtTableName named)
{
	guint at = rt_name_hash (named.beginning, named.name, named.length);
	while (self->slots[at & (self->n_slots - 1)].name != NULL)
		at++;
	self->slots[at & (self->n_slots - 1)] = named;
}

static void
grow (RtNameTable *self)
{
	g_autofree RtTableName *before = self->slots;
	guint n_before = self->n_slots;
	self->n_slots *= 2;
	self->slots = free_slots (self->n_slots);
	for (guint i = 0; i < n_before; i++)
		if (before[i].name != NULL)
			put (self, before[i]);
}

void
rt_name_table_add (RtNameTable *self, const char *name, gsize length, gint32 number)
{
	if (rt_name_table_find (self, name, length) >= 0)
		return;
	if (2 * ++self->n > self->n_slots)
		grow (self);
	put (self, (RtTableName){
			   .beginning = rt_name_beginning (name, length),
			   .name = name,
			   .length = (guint32) length,
			   .number = number,
		   });
}
