/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-banner.h"

#include <glib/gi18n.h>

#include "proctor-editor-problems.h"
#include "proctor-error-text.h"

/* There is room for one thing to be said at the top of the editor. It is the most urgent one. */

static ProctorEditorNotice
choose (ProctorDraft *draft,
        guint n_problems)
{
  if (proctor_draft_get_disk_error (draft) != NULL)
    return PROCTOR_EDITOR_NOTICE_DISK;
  if (proctor_draft_is_gone (draft))
    return PROCTOR_EDITOR_NOTICE_GONE;
  if (proctor_draft_get_theirs (draft) != NULL)
    return PROCTOR_EDITOR_NOTICE_CONFLICT;
  if (proctor_draft_get_error (draft) != NULL)
    return PROCTOR_EDITOR_NOTICE_ERROR;
  if (n_problems > 0)
    return PROCTOR_EDITOR_NOTICE_BLOCKED;
  if (proctor_draft_get_read_only (draft) != NULL)
    return PROCTOR_EDITOR_NOTICE_READ_ONLY;
  if (proctor_draft_is_restored (draft) && proctor_draft_is_modified (draft))
    return PROCTOR_EDITOR_NOTICE_RESTORED;

  return PROCTOR_EDITOR_NOTICE_NONE;
}

static char *
dup_error_title (ProctorDraft *draft)
{
  g_autofree char *sentence = proctor_editor_problems_dup_sentence (draft, proctor_draft_get_error (draft));

  if (proctor_draft_is_unsure (draft))
    /* Translators: a whole sentence follows, of what went wrong. */
    return g_strdup_printf (_ ("It is not known whether this was saved, but your changes are kept. %s"), sentence);

  /* Translators: a whole sentence follows, of what went wrong. */
  return g_strdup_printf (_ ("Not saved, but your changes are kept. %s"), sentence);
}

static char *
dup_title (ProctorEditorNotice notice,
           ProctorDraft *draft,
           guint n_problems)
{
  switch (notice)
    {
    case PROCTOR_EDITOR_NOTICE_NONE:
      return g_strdup ("");
    case PROCTOR_EDITOR_NOTICE_DISK:
      return g_strdup_printf (_ ("What you type can't be kept on this computer. Save it before you quit. %s"), proctor_draft_get_disk_error (draft)->message);
    case PROCTOR_EDITOR_NOTICE_GONE:
      return g_strdup (_ ("This test was deleted on the server. What you see is kept here."));
    case PROCTOR_EDITOR_NOTICE_CONFLICT:
      return g_strdup (_ ("Somebody else has changed this test. Nothing of theirs or yours is lost."));
    case PROCTOR_EDITOR_NOTICE_ERROR:
      return dup_error_title (draft);
    case PROCTOR_EDITOR_NOTICE_BLOCKED:
      return g_strdup_printf (ngettext ("%u problem keeps the test from being saved.", "%u problems keep the test from being saved.", n_problems), n_problems);
    case PROCTOR_EDITOR_NOTICE_READ_ONLY:
      return g_strdup (proctor_draft_get_read_only (draft));
    case PROCTOR_EDITOR_NOTICE_RESTORED:
      if (proctor_draft_is_crashed (draft))
        return g_strdup (_ ("Proctor ended unexpectedly. What you had written is here, and not saved yet."));
      return g_strdup (_ ("These changes are from before and not saved yet."));
    }

  g_assert_not_reached ();
}

/* Returns: (transfer full) (nullable): what there is no room for */
static char *
dup_tooltip (ProctorEditorNotice notice,
             ProctorDraft *draft)
{
  if (notice == PROCTOR_EDITOR_NOTICE_DISK)
    return proctor_error_text_dup (proctor_draft_get_disk_error (draft));
  if (notice == PROCTOR_EDITOR_NOTICE_ERROR)
    return proctor_error_text_dup (proctor_draft_get_error (draft));

  return NULL;
}

static const char *
get_button (ProctorEditorNotice notice)
{
  switch (notice)
    {
    case PROCTOR_EDITOR_NOTICE_GONE:
      return _ ("Save as _New Test");
    case PROCTOR_EDITOR_NOTICE_CONFLICT:
      return _ ("_Compare…");
    case PROCTOR_EDITOR_NOTICE_ERROR:
    case PROCTOR_EDITOR_NOTICE_DISK:
      return _ ("_Save Again");
    case PROCTOR_EDITOR_NOTICE_BLOCKED:
      return _ ("_Show");
    case PROCTOR_EDITOR_NOTICE_NONE:
    case PROCTOR_EDITOR_NOTICE_READ_ONLY:
    case PROCTOR_EDITOR_NOTICE_RESTORED:
      return NULL;
    }

  g_assert_not_reached ();
}

/**
 * proctor_editor_banner_show:
 * @banner: the top of an editor
 * @draft: (nullable): what is edited
 * @n_problems: how many things keep it from being saved
 *
 * Says what is most important to know of the draft.
 *
 * Returns: what that is, which is what the banner's button is for
 */
ProctorEditorNotice
proctor_editor_banner_show (AdwBanner *banner,
                            ProctorDraft *draft,
                            guint n_problems)
{
  ProctorEditorNotice notice = draft != NULL ? choose (draft, n_problems) : PROCTOR_EDITOR_NOTICE_NONE;
  g_autofree char *title = NULL;
  g_autofree char *tooltip = NULL;

  /* What goes away is still read while it does. */
  if (notice != PROCTOR_EDITOR_NOTICE_NONE)
    {
      title = dup_title (notice, draft, n_problems);
      tooltip = dup_tooltip (notice, draft);
      adw_banner_set_title (banner, title);
      gtk_widget_set_tooltip_text (GTK_WIDGET (banner), tooltip);
      adw_banner_set_button_label (banner, get_button (notice));
    }
  adw_banner_set_revealed (banner, notice != PROCTOR_EDITOR_NOTICE_NONE);

  return notice;
}
