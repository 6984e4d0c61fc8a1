//! The screens of Samvaro.
