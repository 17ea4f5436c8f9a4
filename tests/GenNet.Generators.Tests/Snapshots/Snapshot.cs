using System.Runtime.CompilerServices;

namespace GenNet.Generators.Tests.Snapshots;

/// <summary>Compares a text with a file that is checked in beside the tests.</summary>
internal static class Snapshot
{
    /// <summary>
    /// Asserts that <paramref name="actual"/> is what <c>Snapshots/&lt;name&gt;.verified.txt</c> holds. Where it isn't, it is written beside that file as
    /// <c>&lt;name&gt;.received.txt</c>: read the difference, and rename the file if it is meant.
    /// </summary>
    public static void Matches(string name, string actual, [CallerFilePath] string test = "")
    {
        var verified = Path.Combine(FolderOf(test), name + ".verified.txt");
        var received = Path.ChangeExtension(Path.ChangeExtension(verified, null), ".received.txt");
        if (File.Exists(verified) && File.ReadAllText(verified).ReplaceLineEndings("\n") == actual)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, actual);
        Assert.Fail($"The generated code isn't what {verified} holds. It was written to {received}: compare the two, and rename it if it is right.");
    }

    private static string FolderOf(string test) => Path.GetDirectoryName(test)!;
}
