using GenNet.Weights.Hdf5;
using GenNet.Weights.KerasH5;

namespace GenNet.Tests.Weights;

/// <summary>TensorFlow on Windows put backslashes between the names of groups.</summary>
public class BackslashGroupsTests
{
    [Fact]
    public void Open_WhenGroupsHaveBackslashes_FindsThemWhereOtherSystemsPutThem()
    {
        using var file = new WeightFileBuilder()
            .With(@"layers\functional\layers\dense_1/vars/0", [1], 3).With(@"layers\functional\layers\dense/vars/0", [1], 2).WithName(@"layers\functional/vars", "tower")
            .With(@"layers\dense/vars/0", [1], 1).With(@"metrics\mean/vars/0", [], 9).With("optimizer/vars/0", [], 8).WithName("vars", "net").Open();
        Assert.Equal(
            ["layers/dense/vars/0", "layers/functional/layers/dense/vars/0", "layers/functional/layers/dense_1/vars/0", "metrics/mean/vars/0", "optimizer/vars/0"],
            file.Tensors.Select(static t => t.Path));
        Assert.Equal("tower", file.NameOf("layers/functional"));
        Assert.Equal("net", file.NameOf(""));
        Assert.True(file.TryGetTensor("layers/functional/layers/dense_1/vars/0", out var tensor));
        Assert.Equal([3f], tensor.ToFloats());
    }

    // Which of two is meant, or whether a backslash separates at all, can't be told: then names are what they are.
    [Theory]
    [InlineData(@"layers\dense/vars/0", "layers/dense/vars/0")]
    [InlineData(@"a\\b/vars/0", "c/vars/0")]
    [InlineData(@"\a/vars/0", "c/vars/0")]
    [InlineData(@"a\/vars/0", "c/vars/0")]
    [InlineData(@"a\vars\0\x/vars/0", @"a\vars/0")]
    public void Open_WhenABackslashNeedNotSeparate_LeavesTheNames(string first, string second)
    {
        using var file = new WeightFileBuilder().With(first, [1], 1).With(second, [1], 2).Open();
        Assert.Equal(((string[])[first, second]).Order(StringComparer.Ordinal), file.Tensors.Select(static t => t.Path));
    }
}
