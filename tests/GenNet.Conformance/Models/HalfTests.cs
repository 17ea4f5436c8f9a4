using GenNet.Conformance.Numerics;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.KerasH5;

namespace GenNet.Conformance.Models;

/// <summary>Models that Keras saved in float16, bfloat16 and mixed_float16: scaffolded, loaded from every file, compared with Keras' numbers, and saved again bit for bit.</summary>
public sealed class HalfTests
{
    public static TheoryData<string> Policies => [.. HalfFixture.Policies];

    public static TheoryData<string, string> Files =>
        [.. HalfFixture.Policies.SelectMany(static _ => (string[])[".keras", ".weights.h5", ".safetensors"], static (policy, suffix) => (policy, suffix))
            // That file has its arrays under weights/.
            .Where(static file => file is not ("mixed_float16", ".safetensors"))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Predict_WithKerasWeights_AnswersWithinTheTypesRounding(string policy, string suffix)
    {
        var fixture = HalfFixture.Of(policy);
        using var model = fixture.Create();
        using var io = new FixtureArrays(HalfFixture.PathOf("io.safetensors"));

        var report = model.LoadWeights(HalfFixture.PathOf(policy + suffix));
        var output = HalfFixture.Predict(model, io.Floats("inputs/image"));

        Assert.True(report.IsComplete, report.ToString());
        Assert.Empty(report.Converted);
        Assert.Empty(report.BehaviourChanges);
        var exact = io.Doubles($"outputs/{policy}");
        // As near to the numbers of float64 as Keras' own run in the type, but for one rounding.
        var keras = exact.Zip(io.Doubles($"outputs_half/{policy}"), static (a, b) => Math.Abs(a - b)).Max();
        Assert.Equal(exact.Length, output.Length);
        Assert.InRange(exact.Zip(output, static (a, b) => Math.Abs(a - b)).Max(), 0, keras + (fixture.Rounding * Closeness.LargestMagnitude(exact)));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Output_UnderAPolicy_IsOfItsType(string policy)
    {
        var fixture = HalfFixture.Of(policy);
        using var model = fixture.Create();

        var output = HalfFixture.Predict(model, [.. Enumerable.Range(0, 24).Select(static i => i / 7f)]);

        Assert.All(output, value => Assert.Equal(
            value, policy == "bfloat16" ? BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) & 0xFFFF0000) : (float)(Half)value));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void SaveWeights_WhenLoadedFromKeras_WritesWhatKerasWrites(string policy)
    {
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            var saved = Path.Combine(folder.FullName, "saved.weights.h5");
            using var model = HalfFixture.Of(policy).Create();
            model.LoadWeights(HalfFixture.PathOf($"{policy}.weights.h5"));
            model.SaveWeights(saved);
            using var keras = KerasWeightsFile.Open(HalfFixture.PathOf($"{policy}.weights.h5"));
            using var ours = KerasWeightsFile.Open(saved);
            var expected = keras.Tensors.Where(tensor => keras.RoleOf(tensor.Path) == TensorRole.Weight).ToArray();
            Assert.Equal(expected.Select(static t => t.ToString()), ours.Tensors.Select(static t => t.ToString()));
            Assert.All(expected.Zip(ours.Tensors), static pair => Assert.Equal(pair.First.ToBytes(), pair.Second.ToBytes()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("float16")]
    [InlineData("bfloat16")]
    public void SaveWeights_AsSafetensors_WritesTheArraysBitForBit(string policy)
    {
        Assert.SkipUnless(HalfFixture.Has($"{policy}.safetensors"), $"no {policy}.safetensors");
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            var saved = Path.Combine(folder.FullName, "saved.safetensors");
            using var model = HalfFixture.Of(policy).Create();
            model.LoadWeights(HalfFixture.PathOf($"{policy}.safetensors"));
            model.SaveWeights(saved);
            using var expected = WeightFiles.Open(HalfFixture.PathOf($"{policy}.safetensors"));
            using var ours = WeightFiles.Open(saved);
            Assert.Equal(expected.Tensors.Select(static t => t.ToString()), ours.Tensors.Select(static t => t.ToString()));
            Assert.All(expected.Tensors.Zip(ours.Tensors), static pair => Assert.Equal(pair.First.ToBytes(), pair.Second.ToBytes()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void LoadWeights_OfAnotherTypeOfVariables_ConvertsAndSaysSo()
    {
        using var model = HalfFixture.Of("mixed_float16").Create();

        var report = model.LoadWeights(HalfFixture.PathOf("float16.weights.h5"));

        Assert.Equal(6, report.Converted.Count);
        Assert.Contains("is (16,) float32 in the model and (16,) float16 in the file", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LoadWeights_OfAModelThatComputesInAnotherType_IsRefusedUntilAllowed()
    {
        using var model = HalfFixture.Of("bfloat16").Create();

        var error = Assert.Throws<WeightLoadException>(() => model.LoadWeights(HalfFixture.PathOf("float16.keras")));
        var report = model.LoadWeights(HalfFixture.PathOf("float16.keras"), LoadOptions.AllowBehaviourChange);

        Assert.Contains("hidden_1/kernel is bfloat16 12,16 and was float16 12,16 (compute_dtype is bfloat16 and was float16)", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, report.Converted.Count);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Scaffold_OfAPolicy_SaysItOnceForTheModel(string policy)
    {
        var source = HalfFixture.Of(policy).Source;

        Assert.Contains($"DType = {Specs.ArgumentValue.Of(Enum.Parse<DTypePolicy>(policy switch { "float16" => "Float16", "bfloat16" => "BFloat16", _ => "MixedFloat16" })).CSharp}", source.Split('\n').Single(static line => line.StartsWith("[Model", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(source.Split('\n').Where(static line => line.Contains("public partial", StringComparison.Ordinal)), static line => line.Contains("DType", StringComparison.Ordinal));
    }

    [Fact]
    public void Trainer_UnderMixedFloat16_IsRefusedByName()
    {
        using var model = HalfFixture.Of("mixed_float16").Create();

        var error = Assert.Throws<NotSupportedException>(() => new Trainer(model, new SGD(), Loss.SparseCategoricalCrossentropy));

        Assert.Contains("layer 'flatten' has the policy mixed_float16, and training in it needs loss scaling", error.Message, StringComparison.Ordinal);
    }
}
