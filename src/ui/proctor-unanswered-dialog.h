/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-trash.h"

G_BEGIN_DECLS

AdwDialog *proctor_unanswered_dialog_new (ProctorTrash *trash);

G_END_DECLS
