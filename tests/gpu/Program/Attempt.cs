namespace GenNet.GpuCheck;

/// <summary>Has one check's error end that check alone: a machine with a GPU is at hand for minutes, and says of everything else what it has to say.</summary>
internal static class Attempt
{
    /// <summary>Runs a check, and prints what it throws.</summary>
    /// <param name="what">What is checked.</param>
    /// <param name="check">Says whether all is right.</param>
    /// <returns>What it says; false where it throws.</returns>
    public static bool To(string what, Func<bool> check)
    {
        try
        {
            return check();
        }
        catch (Exception error)
        {
            Console.WriteLine($"FAIL {what}: {error}");
            return false;
        }
    }
}
