using GenNet.TestSupport;

namespace GenNet.Tests.Training;

/// <summary>What is trained is a fact of the run time: layers are frozen and thawed.</summary>
public sealed class TrainableTests
{
    private static readonly (float[] Values, int[] Labels) s_images = Samples.Images(64);

    public static TheoryData<Optimizer> Optimizers => new()
    {
        new Adam(1e-2) { WeightDecay = 0.1, GlobalClipNorm = 0.5 },
        new SGD(0.1, momentum: 0.9) { ClipNorm = 0.1, WeightDecay = 0.1 },
        new Adam(1e-2) { ClipValue = 0.01 },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Trainable_SetAtRunTime_TrainsAsItsAttributeWould(Optimizer optimizer)
    {
        using var compiled = new HalfFrozenNet(3);
        using var set = new ThawedNet(3);
        set.Conv.Trainable = set.Norm.Trainable = set.Middle.Trainable = false;

        Steps(compiled, optimizer);
        Steps(set, optimizer);

        Assert.Equal(compiled.CopyWeights(), set.CopyWeights());
    }

    [Fact]
    public void Trainable_WhenFalse_LeavesTheLayerAlone()
    {
        using var net = new ThawedNet(3);
        net.Conv.Trainable = net.Norm.Trainable = net.Middle.Trainable = false;
        var before = net.Layers.Select(static l => l.Variables.Select(static v => v.Values.ToArray()).ToArray()).ToArray();

        Steps(net, new Adam(1e-2) { WeightDecay = 0.1 });

        foreach (var (layer, index) in net.Layers.Select(static (l, i) => (l, i)))
        {
            foreach (var (variable, number) in layer.Variables.Select(static (v, i) => (v, i)))
                Assert.Equal(layer.Trainable, !before[index][number].AsSpan().SequenceEqual(variable.Values));
        }
    }

    [Fact]
    public void BatchNormalization_FrozenAndThawed_TakesTheMovingAveragesAndTheBatchInTurn()
    {
        using var net = new ThawedNet(3);
        using var trainer = Trainer(net, new SGD(0.0));
        var loss = net.Evaluate(Data(), Loss.SparseCategoricalCrossentropy)["loss"];
        var mean = net.Norm.MovingMean.Values.ToArray();

        net.Norm.Trainable = false;
        var frozen = trainer.Step(s_images.Values, s_images.Labels);
        Assert.Equal(mean, net.Norm.MovingMean.Values);
        Assert.Equal(loss, frozen, 1e-6);

        net.Norm.Trainable = true;
        var thawed = trainer.Step(s_images.Values, s_images.Labels);
        Assert.NotEqual(mean, net.Norm.MovingMean.Values.ToArray());
        Assert.True(Math.Abs(thawed - loss) > 1e-4);
    }

    [Fact]
    public void Penalty_OfAFrozenLayer_IsNone()
    {
        using var net = new PenalizedLine(1);
        net.Output.Kernel.Assign([3]);
        var data = Dataset.From(1, new float[1], new float[1]);

        Assert.Equal(0.5 * 9, net.Evaluate(data, Loss.MeanSquaredError)["loss"], 1e-6);
        net.Output.Trainable = false;
        Assert.Equal(0, net.Evaluate(data, Loss.MeanSquaredError)["loss"]);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        Assert.Equal(0, trainer.Step(data));
        net.Output.Trainable = true;
        Assert.Equal(0.5 * 9, trainer.Step(data), 1e-6);
        Assert.Equal(3 - (0.1f * 3), net.Output.Kernel.Values[0], 1e-6);
    }

    [Fact]
    public void Slots_OfALayerFrozenAndThawed_KeepTheirValues()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1, momentum: 0.5), Loss.MeanSquaredError);
        net.Output.Bias!.Assign([1]);
        trainer.Step([0], [0f]);
        Assert.Equal(1 - 0.2f, net.Output.Bias.Values[0], 1e-6);

        net.Output.Trainable = false;
        trainer.Step([0], [0f]);
        Assert.Equal(1 - 0.2f, net.Output.Bias.Values[0], 1e-6);

        net.Output.Trainable = true;
        net.Output.Bias.Assign([0]);
        trainer.Step([0], [0f]);
        Assert.Equal(0.5f * -0.2f, net.Output.Bias.Values[0], 1e-6);
    }

    [Fact]
    public void Trainable_SetByACallback_HoldsFromTheNextStep()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var freezer = new FreezeAfterFirst(net);

        trainer.Fit(Samples.OnLine(32), batchSize: 8, callbacks: [freezer], verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(4, trainer.Iterations);
        Assert.Equal(freezer.WeightsAfterFirst, net.CopyWeights());
    }

    [Fact]
    public void Trainable_IsAskedOfVariablesAndCountedBySummary()
    {
        using var net = new ThawedNet(3);
        Assert.True(net.Conv.Kernel.IsTrained);
        Assert.False(net.Norm.MovingMean.IsTrained);
        Assert.Contains("Non-trainable params: 8 ", SummaryOf(net), StringComparison.Ordinal);

        net.Conv.Trainable = false;

        Assert.False(net.Conv.Kernel.IsTrained);
        Assert.Contains($"Non-trainable params: {8 + 40} ", SummaryOf(net), StringComparison.Ordinal);
        using var compiled = new HalfFrozenNet(3);
        Assert.False(compiled.Conv.Trainable);
        compiled.Conv.Trainable = true;
        Assert.True(compiled.Conv.Kernel.IsTrained);
    }

    [Fact]
    public void Step_WithFrozenLayersPenaltiesAndClipping_AllocatesNothing()
    {
        using var net = new ThawedNet(3, Device.Cpu(2));
        using var trainer = Trainer(net, new Adam(1e-3) { ClipNorm = 1 });
        net.Conv.Trainable = false;

        Assert.Equal(0, WarmAllocations.Of(() => trainer.Step(s_images.Values, s_images.Labels)));
    }

    private static Trainer Trainer(Model net, Optimizer optimizer) => new(net, optimizer, Loss.SparseCategoricalCrossentropy);

    private static Dataset Data() => Dataset.From(s_images.Values, s_images.Labels);

    private static void Steps(Model net, Optimizer optimizer)
    {
        using var trainer = Trainer(net, optimizer);
        for (var i = 0; i < 5; i++)
            trainer.Step(s_images.Values, s_images.Labels);
    }

    private static string SummaryOf(Model net)
    {
        using var text = new StringWriter();
        net.Summary(text);
        return text.ToString();
    }

    private sealed class FreezeAfterFirst(Line net) : Callback
    {
        public float[]? WeightsAfterFirst { get; private set; }

        public override void OnBatchEnd(int batch)
        {
            if (batch > 0)
                return;
            net.Output.Trainable = false;
            WeightsAfterFirst = net.CopyWeights();
        }
    }
}

/// <summary>Frozen by attributes, below and between layers that are trained.</summary>
[Model, Input(8, 8, 1)]
public partial class HalfFrozenNet
{
    [Conv2D(4, 3, KernelL2 = 0.1, Trainable = false)]                      public partial Conv2D Conv { get; }
    [BatchNormalization(Trainable = false)]                                public partial BatchNormalization Norm { get; }
    [Flatten]                                                              public partial Flatten Flat { get; }
    [Dense(16, Activation = Activation.Tanh, KernelL2 = 0.1)]              public partial Dense Hidden { get; }
    [Dense(16, KernelL1 = 0.1, Trainable = false)]                         public partial Dense Middle { get; }
    [Dense(10, Activation = Activation.Softmax, KernelL1 = 0.01)]          public partial Dense Output { get; }
}

/// <summary>The same with nothing frozen.</summary>
[Model, Input(8, 8, 1)]
public partial class ThawedNet
{
    [Conv2D(4, 3, KernelL2 = 0.1)]                                         public partial Conv2D Conv { get; }
    [BatchNormalization]                                                   public partial BatchNormalization Norm { get; }
    [Flatten]                                                              public partial Flatten Flat { get; }
    [Dense(16, Activation = Activation.Tanh, KernelL2 = 0.1)]              public partial Dense Hidden { get; }
    [Dense(16, KernelL1 = 0.1)]                                            public partial Dense Middle { get; }
    [Dense(10, Activation = Activation.Softmax, KernelL1 = 0.01)]          public partial Dense Output { get; }
}

/// <summary>A line with a penalty.</summary>
[Model, Input(1)]
public partial class PenalizedLine
{
    [Dense(1, KernelL2 = 0.5)] public partial Dense Output { get; }
}
