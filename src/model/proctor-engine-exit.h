/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/**
 * ProctorEngineExit:
 * @PROCTOR_ENGINE_EXIT_USAGE: it was called wrongly
 * @PROCTOR_ENGINE_EXIT_TAKEN: another engine serves that data folder, or that address
 * @PROCTOR_ENGINE_EXIT_NEWER: a newer version of Proctor has written the data
 * @PROCTOR_ENGINE_EXIT_FOLDER: the data folder, or the data in it, can't be used
 *
 * What the engine exits with, so that whoever has started it knows what to say. Anything else that
 * goes wrong is `EXIT_FAILURE`.
 */
typedef enum
{
  PROCTOR_ENGINE_EXIT_USAGE = 2,
  PROCTOR_ENGINE_EXIT_TAKEN,
  PROCTOR_ENGINE_EXIT_NEWER,
  PROCTOR_ENGINE_EXIT_FOLDER,
} ProctorEngineExit;
