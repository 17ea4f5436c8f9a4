using GenNet.Kernels;

namespace GenNet.Tests.Kernels;

public sealed unsafe class PassTests
{
    [Fact]
    public void Each_OfSomeSteps_HasARowForEachAndLeavesAllPlacesWhereTheyWere()
    {
        var arena = stackalloc float[64];
        var memory = new PassMemory { Activations = arena, Gradients = arena + 32, Weights = arena, Fixed = arena };
        var pass = new Pass(rows: 2, WorkerPool.Inline, memory, seed: 5, step: 7, training: true, trained: [false, true]);

        var each = pass.Each(steps: 3);

        Assert.Equal(6, each.Rows);
        Assert.Equal((nint)(arena + 8), (nint)each.Activation(4).Pointer);
        Assert.Equal((nint)(arena + 40), (nint)each.Gradient(4).Pointer);
        Assert.Equal((nint)(arena + 4), (nint)each.Fixed(4).Pointer);
        Assert.Equal((5ul, 7ul, true), (each.Seed, each.Step, each.Training));
        Assert.False(each.Trains(0));
        Assert.Equal(12, each.Each(2).Rows);
    }
}
