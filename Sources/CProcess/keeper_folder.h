#pragma once

/// Removes the session's folder with everything in it, following no link out of it; nothing where
/// the session has removed it itself, or never made it.
void keeper_folder_remove(const char *path);
