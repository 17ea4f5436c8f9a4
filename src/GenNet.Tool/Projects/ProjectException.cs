namespace GenNet.Tool.Projects;

/// <summary>A project can't be read; the message says why, one line a finding.</summary>
internal sealed class ProjectException(string message) : Exception(message);
