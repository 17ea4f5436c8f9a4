namespace GenNet.Benchmarks.Peers.NativeAot;

/// <summary>The published GenNet.Benchmarks.Aot.</summary>
internal static class NativeAotProgram
{
    private const string Name = "GenNet.Benchmarks.Aot";

    /// <summary>Its path; null if it wasn't published. install-peers.sh publishes it into <c>artifacts/native</c> beside the project.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "artifacts", "native", OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
            if (File.Exists(program))
                return program;
        }
        return null;
    }
}
