using System.Text.Json;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.KerasH5;
using GenNet.Weights.Safetensors;

namespace GenNet.Tests.Weights;

/// <summary>Every <c>.weights.h5</c> of <c>models/</c> holds what <c>model.safetensors</c> holds, at the paths <c>model.json</c> gives.</summary>
public class KerasWeightsFileTests
{
    public static TheoryData<string, string, string> Files => FilesOf(("model.weights.h5", "keras3_path"), ("inference.weights.h5", "keras3_path"), ("keras2.weights.h5", "keras2_v3_path"));

    public static TheoryData<string, string, string> Keras3Files => FilesOf(("model.weights.h5", "keras3_path"), ("inference.weights.h5", "keras3_path"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_WhenKerasWroteIt_HasEveryVariable(string model, string file, string pathKey)
    {
        using var weights = KerasWeightsFile.Open(FixtureTree.PathOf("models", model, file));
        using var expected = SafetensorsFile.Open(FixtureTree.PathOf("models", model, "model.safetensors"));
        var asked = new HashSet<string>();
        foreach (var variable in Variables(model))
        {
            var path = variable.GetProperty(pathKey).GetString()!;
            var reference = expected[variable.GetProperty("key").GetString()!];
            Assert.True(weights.TryGetTensor(path, out var tensor), path);
            Assert.Equal(reference.Dimensions, tensor.Dimensions);
            Assert.Equal(reference.ToBytes(), tensor.ToBytes());
            asked.Add(path);
        }
        Assert.Equal(asked.Order(), weights.Tensors.Where(t => weights.RoleOf(t.Path) == TensorRole.Weight).Select(static t => t.Path).Order());
    }

    [Theory]
    [MemberData(nameof(Keras3Files))]
    public void NameOf_WhenKeras3WroteIt_IsTheLayersName(string model, string file, string pathKey)
    {
        using var weights = KerasWeightsFile.Open(FixtureTree.PathOf("models", model, file));
        foreach (var variable in Variables(model))
        {
            var path = variable.GetProperty(pathKey).GetString()!;
            // Parts of a layer, as an LSTM's cell, have names of their own.
            if (path.Split('/') is ["layers", var layer, "vars", _] && $"layers/{layer}" is var group)
                Assert.Equal(variable.GetProperty("layer").GetString(), weights.NameOf(group));
        }
    }

    [Theory]
    [InlineData("model.weights.h5")]
    [InlineData("inference.weights.h5")]
    public void Open_WhenDigits_HasEveryLayersArraysUnderItsName(string file)
    {
        Assert.SkipUnless(FixtureTree.Has("models", "digits", file), $"models/digits/{file} is not in the tree.");
        using var weights = KerasWeightsFile.Open(FixtureTree.PathOf("models", "digits", file));
        using var expected = SafetensorsFile.Open(FixtureTree.PathOf("models", "digits", "model.safetensors"));
        var arrays = weights.Tensors.Where(t => weights.RoleOf(t.Path) == TensorRole.Weight).ToList();
        Assert.Equal(expected.Tensors.Count, arrays.Count);
        foreach (var array in arrays)
        {
            var layer = weights.NameOf(array.Path[..array.Path.IndexOf("/vars/", StringComparison.Ordinal)]);
            Assert.Single(expected.Tensors, t => t.Path.StartsWith(layer + "/", StringComparison.Ordinal)
                && t.Dimensions.SequenceEqual(array.Dimensions) && t.ToBytes().AsSpan().SequenceEqual(array.ToBytes()));
        }
    }

    [Fact]
    public void Open_WhenOptimizerIsInside_HasItsState()
    {
        Assert.SkipUnless(FixtureTree.Has("models", "mlp", "model.weights.h5"), "models/mlp is not in the tree.");
        using var weights = KerasWeightsFile.Open(FixtureTree.PathOf("models", "mlp", "model.weights.h5"));
        using var expected = SafetensorsFile.Open(FixtureTree.PathOf("models", "mlp", "optimizer.safetensors"));
        foreach (var variable in FixtureTree.Json("models", "mlp", "model.json").GetProperty("optimizer").GetProperty("keras3").EnumerateArray())
        {
            var path = variable.GetProperty("keras3_path").GetString()!;
            Assert.True(weights.TryGetTensor(path, out var tensor), path);
            Assert.Equal(TensorRole.TrainingState, weights.RoleOf(path));
            Assert.Equal(expected["keras3/" + variable.GetProperty("key").GetString()].ToBytes(), tensor.ToBytes());
        }
    }

    private static TheoryData<string, string, string> FilesOf(params (string File, string PathKey)[] kinds) =>
        [.. Models().SelectMany(model => kinds.Where(kind => FixtureTree.Has("models", model, kind.File)).Select(kind => (model, kind.File, kind.PathKey)))];

    internal static IEnumerable<string> Models() => FixtureTree.Has("models")
        ? Directory.GetDirectories(FixtureTree.PathOf("models")).Select(static d => Path.GetFileName(d))
            .Where(static m => FixtureTree.Has("models", m, "model.json")).Order(StringComparer.Ordinal)
        : [];

    internal static IEnumerable<JsonElement> Variables(string model) =>
        FixtureTree.Json("models", model, "model.json").GetProperty("variables").EnumerateArray();
}
