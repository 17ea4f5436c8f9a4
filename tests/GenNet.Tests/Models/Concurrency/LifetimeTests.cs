using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Tests.Models.Concurrency;

/// <summary>What a span refers to stays, whatever becomes of the model.</summary>
public sealed class LifetimeTests
{
    private static readonly float[] s_input = Inputs.Random(6 * 40);

    [Fact]
    public void Prediction_WhenNothingElseRefersToTheModel_Stays()
    {
        var expected = Abandoned(1).ToArray();
        for (var round = 0; round < 20; round++)
        {
            var output = Abandoned(1);
            Collect();
            using var other = new DeepNet(seed: 99);
            _ = other.Predict(s_input);
            Assert.True(output.SequenceEqual(expected));
        }
    }

    [Fact]
    public void Prediction_OfSeveralOutputs_WhenNothingElseRefersToTheModel_Stays()
    {
        var (first, second) = (Inputs.Random(8 * 5), Inputs.Random(3 * 5));
        using var kept = new CrossNet(seed: 2);
        var prediction = AbandonedCross(first, second);
        Collect();
        using var other = new CrossNet(seed: 99);
        _ = other.Predict(first, second);

        var expected = kept.Predict(first, second);
        Assert.True(prediction.Score.SequenceEqual(expected.Score));
        Assert.True(prediction.Hidden.SequenceEqual(expected.Hidden));
        Assert.True(prediction.Echo.SequenceEqual(second));
    }

    [Fact]
    public void Values_WhenNothingElseRefersToTheModel_Stay()
    {
        using var kept = new DeepNet(seed: 5);
        var values = AbandonedValues(5);
        for (var round = 0; round < 20; round++)
        {
            Collect();
            using var other = new DeepNet(seed: (ulong)round + 100);
            Assert.True(values.SequenceEqual(kept.Second.Kernel.Values));
        }
    }

    [Fact]
    public void Spans_WhenTheModelIsDisposed_StayReadable()
    {
        var net = new DeepNet(seed: 5);
        var values = net.First.Kernel.Values;
        var output = net.Predict(s_input).Output;
        var (valuesBefore, outputBefore) = (values.ToArray(), output.ToArray());

        net.Dispose();
        Collect();
        using var other = new DeepNet(seed: 6);
        _ = other.Predict(s_input);

        Assert.Equal(valuesBefore, values.ToArray());
        Assert.Equal(outputBefore, output.ToArray());
    }

    [Fact]
    public void Values_WhenOtherWeightsTookTheirPlace_ShowTheOldOnes()
    {
        using var net = new DeepNet(seed: 5);
        var values = net.First.Kernel.Values;
        var before = values.ToArray();

        net.ReplaceWeights(net.NewWeights());
        Collect();

        Assert.Equal(before, values.ToArray());
        Assert.All(net.First.Kernel.Values.ToArray(), static v => Assert.Equal(0, v));
    }

    [Fact]
    public void AlignedMemory_OfAnySize_BeginsOnABoundaryAndIsZero()
    {
        foreach (var count in (int[])[1, 15, 16, 17, 1000])
        {
            var memory = AlignedMemory.Allocate(count);
            Assert.Equal(0, Misalignment(memory));
            Assert.Equal(new float[count], memory.Span(0, count).ToArray());
            Assert.Throws<ArgumentOutOfRangeException>(() => memory.Span(0, count + 64).Length);
        }
    }

    [Fact]
    public void AlignedMemory_LargerThanAnArray_IsRefusedWithTheNumber()
    {
        nint count = int.MaxValue;
        var error = Assert.Throws<NotSupportedException>(() => AlignedMemory.Allocate(count + 1));
        Assert.Contains("2147483648", error.Message, StringComparison.Ordinal);
    }

    private static unsafe int Misalignment(AlignedMemory memory) => (int)((nuint)memory.Pointer % 64);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<float> Abandoned(ulong seed) => new DeepNet(seed).Predict(s_input).Output;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CrossNet.Prediction AbandonedCross(float[] first, float[] second) => new CrossNet(seed: 2).Predict(first, second);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<float> AbandonedValues(ulong seed) => new DeepNet(seed).Second.Kernel.Values;

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
