namespace GenNet.Weights.Saving;

/// <summary>A save failed after the old file was touched.</summary>
/// <param name="cause">Why.</param>
/// <param name="whatIsLeft">What the caller has now.</param>
internal sealed class InterruptedSaveException(Exception cause, string whatIsLeft) : IOException(cause.Message, cause.HResult)
{
    /// <summary>What the caller has now.</summary>
    public string WhatIsLeft => whatIsLeft;
}
