import "./rehearsal-room";
