using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;

namespace GenNet.Tests.Weights;

/// <summary>HDF5 says most things twice. A file whose two sayings differ is refused, whichever of them a reader would believe.</summary>
public class Hdf5ContradictionTests
{
    private const string KernelChunks = "040000000300000004000000";
    private const string ShuffleParameter = "73687566666C650004000000";
    private const string DeflateParameter = "6465666C6174650004000000";
    private const string KernelSpace = "01020100000000000400000000000000030000000000000004000000000000000300000000000000";
    private const string FillMessage = "05000800010000000202020100000000";

    [Theory]
    [InlineData("gzip_shuffle.weights.h5", KernelChunks, "040000000300000008000000", "elements of 8 bytes, and the type 4")]
    [InlineData("gzip_shuffle.weights.h5", KernelChunks, "040000000300000002000000", "elements of 2 bytes, and the type 4")]
    [InlineData("gzip_shuffle.weights.h5", KernelChunks, "040000000300000000000000", "elements of 0 bytes")]
    [InlineData("gzip_shuffle.weights.h5", KernelChunks, "050000000300000004000000", "are larger than shape (4, 3) can be")]
    [InlineData("gzip_shuffle.weights.h5", KernelChunks, "000000000300000004000000", "a chunk of 0 elements")]
    [InlineData("gzip_shuffle.weights.h5", "030203", "030202", "do not divide shape (4, 3)")]
    [InlineData("gzip_shuffle.weights.h5", "030203", "030201", "chunks of rank 0")]
    [InlineData("gzip_shuffle.weights.h5", ShuffleParameter, "73687566666C650008000000", "filter 2 has the parameters (8)")]
    [InlineData("gzip_shuffle.weights.h5", ShuffleParameter, "73687566666C650000000000", "filter 2 has the parameters (0)")]
    [InlineData("gzip_shuffle.weights.h5", DeflateParameter, "6465666C617465000A000000", "filter 1 has the parameters (10)")]
    [InlineData("gzip_shuffle.weights.h5", KernelSpace, "01020100000000000400000000000000030000000000000004000000000000000200000000000000", "may grow to 2")]
    [InlineData("plain.weights.h5", KernelSpace, "01020100000000000500000000000000030000000000000005000000000000000300000000000000", "takes 60 bytes, and 48 are stored")]
    [InlineData("plain.weights.h5", KernelSpace, "01020100000000000300000000000000030000000000000003000000000000000300000000000000", "takes 36 bytes, and 48 are stored")]
    [InlineData("plain.weights.h5", FillMessage, "01000800010000000202020100000000", "two messages of type 1")]
    [InlineData("plain.weights.h5", FillMessage, "03000800010000000202020100000000", "two messages of type 3")]
    [InlineData("plain.weights.h5", FillMessage, "05000700010000000202020100000000", "a header message of 7 bytes")]
    [InlineData("plain.weights.h5", FillMessage, "11000800010000000202020100000000", "neither a group nor a dataset")]
    [InlineData("missing_chunks.weights.h5", "040000000000003F", "030000000000003F", "a fill value of 3 bytes does not fit elements of 4")]
    public void Open_WhenTwoPlacesOfAFileDiffer_Throws(string file, string pattern, string replacement, string expected)
    {
        var error = Assert.Throws<WeightFileException>(() => Hdf5File.Open(new MemoryBytes("x.h5", PatchedFile.Of(file, pattern, replacement))));
        Assert.Contains(expected, error.Message);
        Assert.StartsWith("x.h5, layers/dense", error.Message);
    }

    // A group's entry in its parent repeats where its names lie, and libhdf5 believes the entry.
    [Fact]
    public void Open_WhenParentAndGroupNameDifferentTables_Throws()
    {
        const string Group = "01000000";
        var bytes = File.ReadAllBytes(FixtureTree.PathOf("hostile", "h5", "plain.weights.h5"));
        var node = bytes.AsSpan().IndexOf("SNOD"u8);
        var changed = 0;
        for (var entry = node + 8; bytes.AsSpan(entry + 16, 4).SequenceEqual(Convert.FromHexString(Group)); entry += 40, changed++)
            bytes[entry + 24] ^= 8;
        Assert.NotEqual(0, changed);
        Assert.Contains("its names lie elsewhere", Assert.Throws<WeightFileException>(() => Hdf5File.Open(new MemoryBytes("x.h5", bytes))).Message);
    }

    [Fact]
    public void ReadInto_WhenAFilterIsAppliedTwice_Refuses()
    {
        using var file = Hdf5File.Open(new MemoryBytes("x.h5", PatchedFile.Of("gzip_shuffle.weights.h5", "010008000100010064", "020008000100010064")));
        Assert.Contains("filter 2 twice", Assert.Single(file.Tensors, static t => t.Refusal is not null).Refusal);
    }

    [Theory]
    [InlineData("tree_of_shared_children.h5", "share a node")]
    [InlineData("header_continues_in_itself.h5", "continues in itself")]
    [InlineData("one_tebibyte_unwritten.h5", "can't hold in any way")]
    public void Open_WhenStructureRefersToItself_SaysWhat(string file, string expected)
    {
        Assert.SkipUnless(FixtureTree.Has("hostile", "h5", file), $"hostile/h5/{file} is not in the tree.");
        Assert.Contains(expected, Assert.Throws<WeightFileException>(() => Hdf5File.Open(FixtureTree.PathOf("hostile", "h5", file))).Message);
    }

    // As deep as a message of 64 KB can be: every level would take a frame of the stack.
    [Fact]
    public void Read_WhenEnumerationsAreNestedThousandsDeep_Refuses()
    {
        var image = new Hdf5Image(new MemoryBytes("x.h5", new byte[8]));
        var bytes = Enumerable.Repeat((byte[])[0x38, 1, 0, 0, 1, 0, 0, 0], 8000).SelectMany(static b => b).ToArray();
        var error = Assert.Throws<WeightFileException>(() =>
        {
            var cursor = new ByteCursor(image, bytes, "datatype");
            Datatype.Read(image, ref cursor);
        });
        Assert.Contains("no integers", error.Message);
    }
}
