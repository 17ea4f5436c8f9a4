using System.IO.Compression;
using System.Security.Cryptography;

namespace GenNet.TestSupport;

/// <summary>
/// A folder of <c>tests/Fixtures</c> that is checked in as one zip, since its many files are alike: unpacked once beside the test assembly. A zip with
/// other content has another folder, so that no test sees what an earlier checkout had.
/// </summary>
internal static class PackedFolder
{
    /// <summary>The folder that a zip holds, unpacked.</summary>
    public static string Of(string zip)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(zip)));
        var unpacked = Path.Combine(AppContext.BaseDirectory, "fixtures", hash[..16]);
        if (!Directory.Exists(unpacked))
            Unpack(zip, unpacked);
        return Path.Combine(unpacked, Path.GetFileNameWithoutExtension(zip));
    }

    // Two test processes may start at once: each unpacks for itself, and the first to finish gives the folder its name.
    private static void Unpack(string zip, string target)
    {
        var own = $"{target}.{Guid.NewGuid():N}";
        ZipFile.ExtractToDirectory(zip, own);
        try
        {
            Directory.Move(own, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(own, recursive: true);
        }
    }
}
