/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-problems.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-member-words.h"
#include "proctor-record-copy.h"
#include "proctor-text-list.h"
#include "proctor-tool-ids.h"

/* What a server has against single members of a test: where they are in the form, and what is said of them. */

typedef struct
{
  /* Borrowed */
  ProctorRecord *record;

  guint field;
  guint position;
} Place;

/* A test doesn't say in which folder it is; what is sent does. */
static gboolean
is_folder (const char *path)
{
  return g_str_equal (path, "parent_folder_id") || g_str_has_suffix (path, ".parent_folder_id");
}

static gboolean
find_place (ProctorDraft *draft,
            const char *path,
            Place *place)
{
  if (is_folder (path))
    {
      *place = (Place) { PROCTOR_RECORD (proctor_draft_get_test (draft)), PROCTOR_EDITING_FOLDER, G_MAXUINT };
      return TRUE;
    }

  return proctor_draft_find_place (draft, path, &place->record, &place->field, &place->position);
}

static gboolean
focus_text (ProctorEditing *editing,
            const Place *place)
{
  GtkWidget *widget = place->position != G_MAXUINT ? proctor_editing_find (editing, place->record, place->field) : NULL;

  if (PROCTOR_IS_TEXT_LIST (widget))
    return proctor_text_list_focus (PROCTOR_TEXT_LIST (widget), place->position);
  if (PROCTOR_IS_TOOL_IDS (widget))
    return proctor_tool_ids_focus (PROCTOR_TOOL_IDS (widget), place->position);

  return FALSE;
}

/* The way there is opened first. */
static gboolean
focus_place (ProctorEditing *editing,
             const Place *place)
{
  if (!proctor_editing_focus (editing, place->record, place->field))
    return FALSE;

  focus_text (editing, place);

  return TRUE;
}

/**
 * proctor_editor_problems_focus:
 * @editing: the test
 * @draft: its draft
 * @path: where in it, as in "chat_history/3/message"
 *
 * Returns: whether there is such a place, and the focus is there now
 */
gboolean
proctor_editor_problems_focus (ProctorEditing *editing,
                               ProctorDraft *draft,
                               const char *path)
{
  Place place;

  return find_place (draft, path, &place) && focus_place (editing, &place);
}

static GPtrArray *
get_problems (const GError *error)
{
  ProctorErrorDetails *details = error != NULL && error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;

  return details != NULL ? details->fields : NULL;
}

/**
 * proctor_editor_problems_mark:
 * @editing: the test
 * @draft: its draft
 * @error: (nullable): why it was not saved
 *
 * What a server says of single members is shown where they are.
 */
void
proctor_editor_problems_mark (ProctorEditing *editing,
                              ProctorDraft *draft,
                              const GError *error)
{
  GPtrArray *problems = get_problems (error);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const ProctorFieldProblem *problem = g_ptr_array_index (problems, i);
      Place place;

      if (find_place (draft, problem->path, &place))
        proctor_editing_mark (editing, place.record, place.field, problem->message);
    }
}

/**
 * proctor_editor_problems_lead:
 * @editing: the test
 * @draft: its draft
 * @error: why it was not saved
 *
 * The first member that a server has something against, and that is shown anywhere, is gone to.
 *
 * Returns: whether there is one
 */
gboolean
proctor_editor_problems_lead (ProctorEditing *editing,
                              ProctorDraft *draft,
                              const GError *error)
{
  GPtrArray *problems = get_problems (error);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const ProctorFieldProblem *problem = g_ptr_array_index (problems, i);

      if (proctor_editor_problems_focus (editing, draft, problem->path))
        return TRUE;
    }

  return FALSE;
}

/* Servers begin with where they looked, which is no news. */
static const char *
skip_body (const char *path)
{
  return g_str_has_prefix (path, "body.") ? path + strlen ("body.") : path;
}

static char *
dup_top_words (ProctorDraft *draft,
               guint field,
               GObject *row)
{
  GListModel *turns = proctor_test_get_chat_history (proctor_draft_get_test (draft));

  for (guint i = 0; field == PROCTOR_TEST_FIELD_CHAT_HISTORY && i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (turns, i);

      if (turn == row)
        /* Translators: the third turn of a conversation is turn 3. */
        return g_strdup_printf (_ ("Turn %u"), i + 1);
    }

  return proctor_draft_dup_field_words (draft, field);
}

static char *
dup_deep_words (ProctorDraft *draft,
                const Place *place,
                const char *path)
{
  ProctorTest *test = proctor_draft_get_test (draft);
  ProctorRecord *record = place->record;
  const char *last = strrchr (path, '.');
  g_autofree char *top = NULL;
  g_autofree char *title = NULL;
  guint field = 0;

  for (;;)
    {
      gpointer owner = proctor_record_find_owner (test, record, &field);

      if (owner == test || owner == NULL)
        break;
      record = owner;
    }
  top = dup_top_words (draft, field, G_OBJECT (record));
  if (place->field != G_MAXUINT)
    title = proctor_member_words_dup (PROCTOR_RECORD_GET_CLASS (place->record)->fields[place->field].name);
  else if (last != NULL && !g_ascii_isdigit (last[1]))
    title = g_strdup (last + 1);

  /* Translators: a part of a test, as in "Turn 3", and what it is in that part, as in "Message". */
  return title != NULL ? g_strdup_printf (_ ("%s, %s"), top, title) : g_steal_pointer (&top);
}

static char *
dup_place_words (ProctorDraft *draft,
                 const char *path)
{
  Place place;

  if (*path == '\0')
    return NULL;
  if (!find_place (draft, path, &place))
    return g_strdup (skip_body (path));
  if (place.field == PROCTOR_EDITING_FOLDER)
    return g_strdup (_ ("Folder"));
  if (place.record == PROCTOR_RECORD (proctor_draft_get_test (draft)))
    return proctor_draft_dup_field_words (draft, place.field);

  return dup_deep_words (draft, &place, path);
}

/**
 * proctor_editor_problems_dup_sentence:
 * @draft: what was not saved
 * @error: why
 *
 * Returns: (transfer full): why, in words: what a server says of a member is worth more than that it complains
 */
char *
proctor_editor_problems_dup_sentence (ProctorDraft *draft,
                                      const GError *error)
{
  GPtrArray *problems = get_problems (error);
  const ProctorFieldProblem *problem = problems != NULL && problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;
  g_autofree char *place = problem != NULL ? dup_place_words (draft, problem->path) : NULL;
  g_autofree char *sentence = NULL;

  if (problem == NULL)
    return g_strdup (error->message);

  /* Translators: a part of a test, and what is wrong with it, as in "Success condition: it is too long". */
  sentence = place != NULL ? g_strdup_printf (_ ("%s: %s"), place, problem->message) : g_strdup (problem->message);
  if (problems->len == 1)
    return g_steal_pointer (&sentence);

  /* Translators: the first of several problems, and how many more there are. */
  return g_strdup_printf (ngettext ("%s (and %u more problem)", "%s (and %u more problems)", problems->len - 1), sentence, problems->len - 1);
}
