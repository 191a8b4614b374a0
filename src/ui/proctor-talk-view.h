/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-talk.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TALK_VIEW (proctor_talk_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTalkView, proctor_talk_view, PROCTOR, TALK_VIEW, AdwBin)

void proctor_talk_view_set_name (ProctorTalkView *self,
                                 const char *name);
void proctor_talk_view_set_talk (ProctorTalkView *self,
                                 ProctorTalk *talk);

G_END_DECLS
