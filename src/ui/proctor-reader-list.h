/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-reader-item.h"
#include "proctor-run.h"

G_BEGIN_DECLS

GListModel *proctor_reader_list_new (ProctorRun *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
