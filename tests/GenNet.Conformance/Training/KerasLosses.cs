namespace GenNet.Conformance.Training;

/// <summary>Losses by their names in Keras; one that GenNet lacks skips the test by name.</summary>
internal static class KerasLosses
{
    /// <summary>The loss of class <paramref name="name"/>.</summary>
    public static Loss Create(string name, KerasOptions options, string reductionName = "sum_over_batch_size")
    {
        LossReduction reduction;
        switch (reductionName)
        {
            case "sum_over_batch_size" or "mean":
                reduction = LossReduction.SumOverBatchSize;
                break;
            case "sum":
                reduction = LossReduction.Sum;
                break;
            case "mean_with_sample_weight":
                reduction = LossReduction.MeanWithSampleWeight;
                break;
            default:
                Assert.Skip($"Not supported: reduction {reductionName}; a loss that is trained is one number.");
                throw new InvalidOperationException();
        }
        var fromLogits = options.Boolean("from_logits");
        Loss? loss = name switch
        {
            "SparseCategoricalCrossentropy" => new SparseCategoricalCrossentropy(fromLogits, options.NullableInt32("ignore_class"), reduction),
            "CategoricalCrossentropy" => new CategoricalCrossentropy(fromLogits, options.Double("label_smoothing", 0), reduction),
            "BinaryCrossentropy" => new BinaryCrossentropy(fromLogits, options.Double("label_smoothing", 0), reduction),
            "MeanSquaredError" => new MeanSquaredError(reduction),
            _ => null,
        };
        if (loss is null)
            Assert.Skip($"Not supported: loss {name}.");
        options.SkipOnOthers(name);
        return loss!;
    }
}
