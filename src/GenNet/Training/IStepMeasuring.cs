namespace GenNet.Training;

/// <summary>A <see cref="TrainingRunner"/> that can measure losses and metrics on its device.</summary>
internal interface IStepMeasuring
{
    /// <summary>What measures the model's outputs there; null where one of them has a loss or metric that only the host knows.</summary>
    StepMeter? CreateStepMeter(OutputTask[] outputs);
}
