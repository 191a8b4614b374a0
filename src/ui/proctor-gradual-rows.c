/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-gradual-rows.h"

/* A list view makes two hundred rows at once, whether they can be seen or not. Where it takes long to make one, the list
 * begins with as many as can be seen, and the others come a few at a time while there is nothing else to do. */

/* With so many the view has all the rows that it makes. */
#define MOST_ROWS 220

#define GROWTH "proctor-gradual-rows"

typedef struct
{
  GtkSliceListModel *rows; /* borrowed: they own this */
  guint n_more;
  guint source;
} Growth;

static void
growth_free (gpointer data)
{
  Growth *growth = data;

  g_clear_handle_id (&growth->source, g_source_remove);
  g_free (growth);
}

static gboolean
grow_cb (gpointer user_data)
{
  Growth *growth = user_data;
  /* Whoever hears that there are more may have no more use for them. */
  g_autoptr (GtkSliceListModel) rows = g_object_ref (growth->rows);
  guint n = gtk_slice_list_model_get_size (rows) + growth->n_more;

  if (n < MOST_ROWS && n < g_list_model_get_n_items (gtk_slice_list_model_get_model (rows)))
    {
      gtk_slice_list_model_set_size (rows, n);
      return G_SOURCE_CONTINUE;
    }

  growth->source = 0;
  gtk_slice_list_model_set_size (rows, G_MAXUINT);

  return G_SOURCE_REMOVE;
}

/**
 * proctor_gradual_rows_new:
 * @items: what a list shows
 * @n_first: how many of them are there at once
 * @n_more: how many come at a time
 *
 * They go on coming as long as the list is there.
 *
 * Returns: (transfer full): a list that begins with the first of @items and grows until it has all
 */
GtkSliceListModel *
proctor_gradual_rows_new (GListModel *items,
                          guint n_first,
                          guint n_more)
{
  Growth *growth;

  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);

  growth = g_new0 (Growth, 1);
  growth->rows = gtk_slice_list_model_new (g_object_ref (items), 0, n_first);
  growth->n_more = n_more;
  growth->source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, grow_cb, growth, NULL);
  g_object_set_data_full (G_OBJECT (growth->rows), GROWTH, growth, growth_free);

  return growth->rows;
}

/**
 * proctor_gradual_rows_complete:
 * @rows: a list that grows
 *
 * Has it all of them now: somebody wants to go to one that may not have come yet.
 */
void
proctor_gradual_rows_complete (GtkSliceListModel *rows)
{
  Growth *growth;

  g_return_if_fail (GTK_IS_SLICE_LIST_MODEL (rows));

  growth = g_object_get_data (G_OBJECT (rows), GROWTH);
  g_return_if_fail (growth != NULL);

  g_clear_handle_id (&growth->source, g_source_remove);
  gtk_slice_list_model_set_size (rows, G_MAXUINT);
}
