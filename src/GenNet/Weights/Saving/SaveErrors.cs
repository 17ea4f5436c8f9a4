namespace GenNet.Weights.Saving;

/// <summary>Errors of the system as the caller should read them: they name the caller's path and not a temporary one, and say what is left and what to do.</summary>
internal static class SaveErrors
{
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary><paramref name="error"/> as an error of saving <paramref name="target"/>.</summary>
    /// <param name="error">What happened. It doesn't become the inner exception: its text names files that the caller doesn't know.</param>
    /// <param name="target">What was to be saved.</param>
    /// <param name="staged">Paths that stand for the target's.</param>
    public static Exception Of(Exception error, SaveTarget target, IEnumerable<string> staged)
    {
        var reason = staged.Aggregate(error.Message, (text, path) => text.Replace(path, target.Name, StringComparison.Ordinal)).TrimEnd('.');
        var message = $"'{target.Name}' can't be saved: {reason}.{Remedy(error)}{WhatIsLeft(error, target)}";
        return error switch
        {
            UnauthorizedAccessException => new UnauthorizedAccessException(message),
            PathTooLongException => new PathTooLongException(message),
            _ => new IOException(message, error.HResult),
        };
    }

    private static string Remedy(Exception error) =>
        error.HResult == SharingViolation ? " Another program has it open: close it there." : "";

    private static string WhatIsLeft(Exception error, SaveTarget target) => error switch
    {
        InterruptedSaveException interrupted => " " + interrupted.WhatIsLeft,
        _ => target.Status is null ? "" : " The old file is unchanged.",
    };
}
