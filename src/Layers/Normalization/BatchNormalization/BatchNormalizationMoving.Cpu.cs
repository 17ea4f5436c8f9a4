namespace GenNet.Layers;

/// <summary>The moving averages, and the corrections of batch renormalization (Ioffe, 2017), as Keras has them.</summary>
internal unsafe struct BatchNormalizationMoving<TShape>
    where TShape : struct, IBatchNormalizationShape
{
    public float* MovingMean;
    public float* MovingVariance;
    public float* MovingStddev;
    public float* RenormMean;
    public float* RenormStddev;

    /// <summary>Takes in the statistics of a batch.</summary>
    public readonly void Update(BatchNormalizationMemory<TShape> memory)
    {
        for (var channel = 0; channel < TShape.Channels; channel++)
        {
            var mean = memory.Mean[channel];
            var variance = (float)memory.SecondSums(0)[channel];
            Average(ref MovingMean[channel], mean);
            if (!TShape.Renorm)
            {
                Average(ref MovingVariance[channel], variance);
                continue;
            }
            var deviation = MathF.Sqrt(variance + TShape.Epsilon);
            var reference = MathF.Max(RenormStddev[channel], MathF.Sqrt(TShape.Epsilon));
            memory.Factor[channel] = Math.Clamp(deviation / reference, TShape.RenormRmin, TShape.RenormRmax);
            memory.Summand[channel] = Math.Clamp((mean - RenormMean[channel]) / reference, -TShape.RenormDmax, TShape.RenormDmax);
            RenormAverage(ref RenormMean[channel], mean);
            RenormAverage(ref RenormStddev[channel], deviation);
            Average(ref MovingStddev[channel], deviation);
            MovingVariance[channel] = MathF.Max((MovingStddev[channel] * MovingStddev[channel]) - TShape.Epsilon, 0);
        }
    }

    private static void Average(ref float average, float value) => average = (average * TShape.Momentum) + (value * TShape.OneMinusMomentum);

    private static void RenormAverage(ref float average, float value) =>
        average = (average * TShape.RenormMomentum) + (value * TShape.OneMinusRenormMomentum);
}
