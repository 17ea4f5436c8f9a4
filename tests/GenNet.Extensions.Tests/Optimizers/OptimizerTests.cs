using System.Numerics.Tensors;
using GenNet.TestSupport;

namespace GenNet.Extensions.Tests.Optimizers;

public sealed class OptimizerTests
{
    [Fact]
    public void OwnOptimizers_WithTheFormulaOfABuiltIn_TrainTheSameWeights()
    {
        Assert.Equal(Weights(new SGD(0.1, momentum: 0.9)), Weights(new OwnMomentum(0.1, 0.9f)));
        Assert.Equal(Weights(new Adam(0.01)), Weights(new OwnAdam(0.01)));
    }

    [Fact]
    public void OwnOptimizer_TakesTheOptionsOfAll()
    {
        var schedule = new ExponentialDecay(0.1, 2, 0.8);
        Assert.Equal(
            Weights(new SGD(schedule, momentum: 0.9) { WeightDecay = 0.1, GlobalClipNorm = 0.5, ClipValue = 0.01 }),
            Weights(new OwnMomentum(schedule, 0.9f) { WeightDecay = 0.1, GlobalClipNorm = 0.5, ClipValue = 0.01 }));
        Assert.Equal(Weights(new Adam(0.01) { ClipNorm = 0.1 }), Weights(new OwnAdam(0.01) { ClipNorm = 0.1 }));
    }

    [Fact]
    public void OwnOptimizer_WithAnyNumberOfThreads_TrainsTheSameWeights()
    {
        Assert.Equal(Weights(new OwnAdam(0.01), threads: 1), Weights(new OwnAdam(0.01), threads: 3));
        Assert.Equal(Weights(new Lars(0.01), threads: 1), Weights(new Lars(0.01), threads: 3));
    }

    [Fact]
    public void Slot_WithAnInitialValue_StartsWithIt()
    {
        using var net = new Line(seed: 1);
        using var trainer = net.Trainer(new OwnAdagrad(0.1), Loss.MeanSquaredError);
        var weight = net.Output.Kernel.Values[0];

        trainer.Step([2], [5f]);
        trainer.Step([2], [5f]);

        var (bias, forWeight, forBias) = (0f, 0.25f, 0.25f);
        for (var step = 0; step < 2; step++)
        {
            var error = (float)(2.0 * (double)(((weight * 2) + bias) - 5));
            forWeight += error * 2 * (error * 2);
            forBias += error * error;
            weight -= error * 2 * 0.1f / MathF.Sqrt(forWeight);
            bias -= error * 0.1f / MathF.Sqrt(forBias);
        }
        Assert.Equal(weight, net.Output.Kernel.Values[0], 1e-6);
        Assert.Equal(bias, net.Output.Bias!.Values[0], 1e-6);
    }

    [Fact]
    public void Scalars_GoOnFromStepToStep_InEachTrainer()
    {
        var optimizer = new ProductOfSteps();
        using var net = new Line(seed: 1);
        using var other = new Line(seed: 1);
        using var trainer = net.Trainer(optimizer, Loss.MeanSquaredError);
        using var second = other.Trainer(optimizer, Loss.MeanSquaredError);

        trainer.Step([1], [1f]);
        trainer.Step([1], [1f]);
        second.Step([1], [1f]);
        trainer.Step([1], [1f]);

        // 2 · 1, 2 · 1 · 2, 2 · 1 · 2 · 3.
        Assert.Equal(2 + 4 + 12, net.Output.Bias!.Values[0]);
        Assert.Equal(2, other.Output.Bias!.Values[0]);
    }

    [Fact]
    public void WholeVariables_AreEachGivenOnce_WithNameAndShape()
    {
        var lars = new Lars(0.01);
        using var net = new Classifier(seed: 1);
        var before = net.Hidden.Kernel.ToTensor();
        using var trainer = net.Trainer(lars, Loss.SparseCategoricalCrossentropy);

        trainer.Step(Samples.Labelled(16));

        var trained = net.Layers.SelectMany(static layer => layer.Variables).Where(static variable => variable.IsTrained);
        Assert.Equal(trained.Select(static v => $"{v.Name} {v.Shape} {v.Shape.ElementCount}").Order(StringComparer.Ordinal), lars.Seen.Order(StringComparer.Ordinal));
        var step = new float[before.Values.Length];
        TensorPrimitives.Subtract(before.Values, net.Hidden.Kernel.Values, step);
        Assert.Equal(0.01 * TensorPrimitives.Norm<float>(before.Values), TensorPrimitives.Norm<float>(step), 1e-5);
    }

    [Fact]
    public void Ranges_CoverAllTrainedWeights_InVectors()
    {
        var onlooker = new Onlooker();
        using var net = new Classifier(seed: 1);
        using var trainer = net.Trainer(onlooker, Loss.SparseCategoricalCrossentropy);

        trainer.Step(Samples.Labelled(16));

        var trained = net.Layers.SelectMany(static layer => layer.Variables).Where(static v => v.IsTrained).Sum(static v => (v.Shape.ElementCount + 15) / 16 * 16);
        Assert.Equal(trained, onlooker.Lengths.Sum());
        Assert.True(onlooker.Lengths.Count > 1);
        Assert.Contains("20 values are no multiple of 16", Assert.Throws<ArgumentException>(static () => { WeightPiece.Vectors(new float[20]); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_OfOneName_AreRefused()
    {
        using var net = new Line(seed: 1);
        Assert.Contains("twice has two variables called 'm'", Assert.Throws<ArgumentException>(() => net.Trainer(new Twice(), Loss.MeanSquaredError)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnOptimizers_WhenWarm_AllocateNothing()
    {
        foreach (var optimizer in (Optimizer[])[new OwnAdam(0.01) { GlobalClipNorm = 1, WeightDecay = 0.01 }, new OwnAdagrad(0.1), new ProductOfSteps(), new Lars(0.01)])
        {
            using var net = new Classifier(seed: 1, Device.Cpu(2));
            using var trainer = net.Trainer(optimizer, Loss.SparseCategoricalCrossentropy);
            var batch = Samples.Labelled(16);
            Assert.Equal(0, WarmAllocations.Of(() => trainer.Step(batch)));
        }
    }

    private static float[] Weights(Optimizer optimizer, int threads = 2) => Training.WeightsAfter(optimizer, Loss.SparseCategoricalCrossentropy, Samples.Labelled(48), threads);

    private sealed class Twice() : Optimizer("twice", 0.1)
    {
        public override IReadOnlyList<OptimizerVariable> Slots => ["m", new("m", 1)];

        public override void Update(in OptimizerStep step, in WeightPiece piece)
        {
        }
    }
}
