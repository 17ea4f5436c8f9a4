namespace GenNet;

/// <summary>How the loss values of a batch become one number, by Keras' names.</summary>
public enum LossReduction
{
    /// <summary>Their sum divided by their number, weighted or not: Keras' default.</summary>
    SumOverBatchSize,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their weighted sum divided by the sum of the weights.</summary>
    MeanWithSampleWeight,
}
