using GenNet.TestSupport;

namespace GenNet.Tests.Weights;

/// <summary>A file of <c>hostile/h5</c> with a few bytes changed, found by what stands around them.</summary>
internal static class PatchedFile
{
    /// <summary>Changes the bytes of the first occurrence of a pattern.</summary>
    /// <param name="file">The file.</param>
    /// <param name="pattern">Bytes in hexadecimal.</param>
    /// <param name="replacement">As many bytes.</param>
    public static byte[] Of(string file, string pattern, string replacement)
    {
        Assert.SkipUnless(FixtureTree.Has("hostile", "h5", file), $"hostile/h5/{file} is not in the tree.");
        var bytes = File.ReadAllBytes(FixtureTree.PathOf("hostile", "h5", file));
        var at = bytes.AsSpan().IndexOf(Convert.FromHexString(pattern));
        Assert.True(at >= 0, $"{file} has no {pattern}");
        Convert.FromHexString(replacement).CopyTo(bytes, at);
        return bytes;
    }
}
