"""What is raised when the private database cannot do what was asked: one clear sentence."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "这不是文件夹",
    errno.EEXIST: "已经存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的磁盘只读",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENAMETOOLONG: "名称太长",
    errno.EIO: "磁盘读写出错",
    errno.ENOEXEC: "不是这台机器能运行的程序",
}


class EngineFailed(Exception):
    """The message is one Chinese sentence for the person at the console."""


def reason(problem: OSError) -> str:
    """Why the system refused, in Chinese; what this house raised itself is Chinese already."""
    said = problem.strerror or ""
    if said and not said.isascii():
        return said
    return _REASONS.get(problem.errno or 0, f"系统错误 {problem.errno}")
