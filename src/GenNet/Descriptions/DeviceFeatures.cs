namespace GenNet;

/// <summary>What a model may ask of a device besides its layers (<see cref="Device.Features"/>). A model that asks for what the device hasn't is refused when it is put there.</summary>
[Flags]
public enum DeviceFeatures
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Sequences whose length each call says: <see cref="InferenceBatch.Length"/>, <see cref="TrainingRunner.Length"/>.</summary>
    RunTimeLength = 1,

    /// <summary>Layers with <c>Stateful = true</c>, which carry states from call to call.</summary>
    CarriedStates = 2,
}
