/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-draft.h"

G_BEGIN_DECLS

/**
 * ProctorEditorNotice:
 * @PROCTOR_EDITOR_NOTICE_NONE: nothing has to be said
 * @PROCTOR_EDITOR_NOTICE_DISK: the draft can't be kept on the disk
 * @PROCTOR_EDITOR_NOTICE_GONE: the server has the test no more
 * @PROCTOR_EDITOR_NOTICE_CONFLICT: somebody else has changed the test
 * @PROCTOR_EDITOR_NOTICE_ERROR: it could not be saved
 * @PROCTOR_EDITOR_NOTICE_BLOCKED: it can't be saved as it is
 * @PROCTOR_EDITOR_NOTICE_READ_ONLY: it can't be edited
 * @PROCTOR_EDITOR_NOTICE_RESTORED: it is from before the program was started
 *
 * What is most important to know of a draft.
 */
typedef enum
{
  PROCTOR_EDITOR_NOTICE_NONE,
  PROCTOR_EDITOR_NOTICE_DISK,
  PROCTOR_EDITOR_NOTICE_GONE,
  PROCTOR_EDITOR_NOTICE_CONFLICT,
  PROCTOR_EDITOR_NOTICE_ERROR,
  PROCTOR_EDITOR_NOTICE_BLOCKED,
  PROCTOR_EDITOR_NOTICE_READ_ONLY,
  PROCTOR_EDITOR_NOTICE_RESTORED,
} ProctorEditorNotice;

ProctorEditorNotice proctor_editor_banner_show (AdwBanner *banner,
                                                ProctorDraft *draft,
                                                guint n_problems);

G_END_DECLS
